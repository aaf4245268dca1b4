using Microsoft.Extensions.Configuration;

// A small application that uses what the platform's AppHost uses.
var builder = DistributedApplication.CreateBuilder(args);
var secret = builder.AddParameter("sample-secret", new GenerateParameterDefault { MinLength = 24, Special = false }, secret: true, persist: true);

var job = builder.AddProject("job", "../SampleService/SampleService.csproj", launchProfileName: null)
    .WithArgs("--job", builder.Configuration["Sample:JobExitCode"] ?? "0");
var first = builder.AddProject("first", "../SampleService/SampleService.csproj", launchProfileName: null)
    .WithHttpEndpoint()
    .WithHttpHealthCheck("/health")
    .WithEnvironment("SECRET", secret)
    .WaitForCompletion(job);
var second = builder.AddProject("second", "../SampleService/SampleService.csproj", launchProfileName: null)
    .WithHttpEndpoint(port: builder.Configuration.GetValue("Sample:Port", 28080))
    .WithHttpHealthCheck("/health")
    .WithReference(first)
    .WithEnvironment("FIRST", $"at {first.GetEndpoint("http").Property(EndpointProperty.HostAndPort)}!")
    .WithReplicas(2)
    .WaitFor(first);
builder.AddExecutable("sleeper", "sleep", ".", "1000").WithReference(second).WaitFor(second);
builder.AddViteApp("web", ".").WithReference(second).WithHttpHealthCheck("/").WithExternalHttpEndpoints().WithExplicitStart()
    .WithUrlForEndpoint("http", url => url.DisplayText = "web sources");

if (builder.Configuration.GetValue("Sample:Servers", false))
{
    var store = builder.AddPostgres("postgres").WithDataVolume().AddDatabase("first-db");
    var messaging = builder.AddRabbitMQ("messaging").WithManagementPlugin()
        .WithEndpoint(port: 1883, targetPort: 1883, scheme: "mqtt", name: "mqtt")
        .WithEnvironment("BROKER_AUTH", first.GetEndpoint("http"));
    first.WithReference(store).WaitFor(store).WithReference(messaging).WaitFor(messaging);
}

builder.Build().Run();
