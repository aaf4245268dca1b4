// Stands in for a service: healthy after a moment, or as long as another is, says what it was given, ends when told to.
if (args is ["--job", var code])
{
    Console.WriteLine("the job is done");
    return int.Parse(code);
}

var builder = WebApplication.CreateSlimBuilder(args);
var app = builder.Build();
using var http = new HttpClient();
app.MapGet("/health", async () => Environment.GetEnvironmentVariable("HEALTHY_WITH") is { } other ? await http.GetStringAsync($"{other}/health") : "ok");
app.MapGet("/environment/{name}", (string name) => Environment.GetEnvironmentVariable(name) ?? "");
app.MapPost("/exit/{code:int}", (int code) => Environment.Exit(code));
await app.RunAsync();
return 0;
