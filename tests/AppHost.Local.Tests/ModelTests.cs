using System.Net;
using System.Net.Sockets;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Platform.AppHost.Local.Running;

namespace Platform.AppHost.Local.Tests;

public sealed class ModelTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Connection_strings_have_the_form_that_services_read()
    {
        var builder = Builder();
        var password = builder.AddParameter("password", "secret");
        var database = builder.AddPostgres("postgres", password: password).AddDatabase("identity-db");
        var messaging = builder.AddRabbitMQ("messaging", builder.AddParameter("user", "platform"), password);
        Ports.Allocate([((PostgresDatabaseResource)database.Resource).Parent, messaging.Resource], Settings(free: true));

        (await Text(database.Resource.ConnectionStringExpression))
            .ShouldMatch("^Host=127\\.0\\.0\\.1;Port=\\d+;Username=postgres;Password=secret;Database=identity-db$");
        (await Text(messaging.Resource.ConnectionStringExpression)).ShouldMatch("^amqp://platform:secret@127\\.0\\.0\\.1:\\d+$");
    }

    [Fact]
    public async Task Interpolated_text_is_filled_when_ports_are_known()
    {
        var messaging = Builder().AddRabbitMQ("messaging").WithEndpoint(port: 1883, targetPort: 1883, scheme: "mqtt", name: "mqtt");
        var expression = ReferenceExpression.Create($"mqtt://{messaging.GetEndpoint("mqtt").Property(EndpointProperty.HostAndPort)}/{"x"}");

        await Should.ThrowAsync<DistributedApplicationException>(async () => await Text(expression));
        Ports.Allocate([messaging.Resource], Settings(free: true));
        (await Text(expression)).ShouldBe($"mqtt://127.0.0.1:{messaging.GetEndpoint("mqtt").Port}/x");
    }

    [Fact]
    public void Second_endpoint_of_the_same_name_changes_the_first()
    {
        var project = Builder().AddProject("gateway", "x.csproj", launchProfileName: null).WithHttpEndpoint().WithHttpEndpoint(port: 8080);

        project.Resource.Plan.Endpoints.ShouldHaveSingleItem().FixedPort.ShouldBe(8080);
    }

    [Fact]
    public void Two_resources_of_one_name_are_refused()
    {
        var builder = Builder();
        builder.AddProject("gateway", "x.csproj", launchProfileName: null);

        Should.Throw<DistributedApplicationException>(() => builder.AddPostgres("gateway")).Message.ShouldContain("'gateway'");
    }

    [Fact]
    public void Fixed_port_in_use_says_who_has_it()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        var gateway = Builder().AddProject("gateway", "x.csproj", launchProfileName: null).WithHttpEndpoint(port: port);

        var message = Should.Throw<LocalStartException>(() => Ports.Allocate([gateway.Resource], Settings(free: false))).Message;
        message.ShouldContain($"Port {port} (gateway, http) is taken by");
        message.ShouldContain($"(pid {Environment.ProcessId})");
    }

    [Fact]
    public void Allocated_ports_are_free_and_given_once()
    {
        var ports = Enumerable.Range(0, 50).Select(_ => PortAllocator.Allocate()).ToList();

        ports.Distinct().Count().ShouldBe(50);
        ports.ShouldAllBe(port => PortAllocator.IsFree(IPAddress.Any, port));
    }

    [Fact]
    public void Restart_comes_at_once_then_waits_twice_as_long_up_to_a_limit()
    {
        var backoff = new RestartBackoff();
        var delays = Enumerable.Range(0, 9).Select(_ => backoff.Next(TimeSpan.FromSeconds(1)).TotalSeconds).ToArray();

        delays.ShouldBe([0.25, 0.5, 1, 2, 4, 8, 15, 15, 15]);
        backoff.Next(RestartBackoff.Settled).ShouldBe(RestartBackoff.Shortest);
    }

    [Fact]
    public void Address_that_is_none_is_refused_with_an_example()
    {
        var configuration = new Microsoft.Extensions.Configuration.ConfigurationManager { ["Local:Host"] = "example.org" };

        Should.Throw<LocalStartException>(() => LocalSettings.Read(configuration, "/")).Message.ShouldContain("192.168.1.10");
    }

    private static async Task<string> Text(ReferenceExpression expression) =>
        (await expression.GetValueAsync(TestContext.Current.CancellationToken)).ShouldNotBeNull();

    private IDistributedApplicationBuilder Builder() => DistributedApplication.CreateBuilder([$"--Local:Folder={_folder.Path}"]);

    private LocalSettings Settings(bool free) => new() { Folder = _folder.Path, FreePorts = free, Configuration = "Debug" };
}
