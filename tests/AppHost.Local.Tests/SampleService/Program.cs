// Stands in for a service: healthy after a moment, says what it was given, ends when told to.
if (args is ["--job", var code])
{
    Console.WriteLine("the job is done");
    return int.Parse(code);
}

var builder = WebApplication.CreateSlimBuilder(args);
var app = builder.Build();
app.MapGet("/health", () => "ok");
app.MapGet("/environment/{name}", (string name) => Environment.GetEnvironmentVariable(name) ?? "");
app.MapPost("/exit/{code:int}", (int code) => Environment.Exit(code));
await app.RunAsync();
return 0;
