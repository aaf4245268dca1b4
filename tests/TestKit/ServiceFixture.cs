using System.Net.Http.Headers;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Platform.ServiceDefaults.Security;
using Xunit;

namespace Platform.TestKit;

/// <summary>
/// One service in the test's process, on a fresh database and a fresh virtual host, with stand-ins for the services that
/// it calls. Derive one fixture per service and give it methods that say what a test intends.
/// </summary>
/// <typeparam name="TProgram">The service's <c>Program</c>.</typeparam>
public abstract class ServiceFixture<TProgram> : WebApplicationFactory<TProgram>, IAsyncLifetime
    where TProgram : class
{
    private readonly string name = $"test_{Guid.NewGuid():N}"[..20];
    private string connectionString = "";

    /// <summary>Tokens that the service trusts.</summary>
    public TestTokens Tokens { get; } = new();

    /// <summary>Answers for the services that this one calls.</summary>
    public StubServices Stubs { get; } = new();

    /// <summary>Publishes events to the service and hears what it publishes.</summary>
    public TestBus Bus { get; private set; } = null!;

    /// <summary>The name of the database's resource, such as <c>telemetry-db</c>; null when the service has none.</summary>
    protected abstract string? DatabaseResource { get; }

    /// <summary>Services that this one calls; all are answered by <see cref="Stubs"/>.</summary>
    protected virtual IReadOnlyList<string> CalledServices => ["identity", "registry", "licensing", "telemetry"];

    /// <summary>False where the service signs its own tokens (Identity).</summary>
    protected virtual bool TrustsTestTokens => true;

    /// <summary>The service's own database, for looking at effects.</summary>
    public NpgsqlDataSource Database => Services.GetRequiredService<NpgsqlDataSource>();

    /// <summary>The virtual host's name.</summary>
    public string VirtualHost => name;

    /// <summary>AMQP address of the virtual host.</summary>
    public Uri Broker { get; private set; } = null!;

    /// <summary>Servers, stand-ins and the service itself.</summary>
    public async ValueTask InitializeAsync()
    {
        if (DatabaseResource is not null) connectionString = await TestServers.Current.CreateDatabaseAsync(name);
        Broker = await OpenBrokerAsync();
        await PrepareBrokerAsync();
        await Stubs.StartAsync();
        Bus = await TestBus.StartAsync(Broker);
        using var client = CreateClient();
        await Eventually.BecomesTrueAsync(async () =>
        {
            using var health = await client.GetAsync("/health");
            return health.IsSuccessStatusCode;
        }, "the service is healthy", TimeSpan.FromSeconds(60));
        await StartedAsync();
    }

    /// <summary>A client with a token of that role.</summary>
    public HttpClient ClientOf(string role, int? tenantId = null, long userId = 1, string? scope = null) => ClientWith(Tokens.For(role, tenantId, userId, scope: scope));

    /// <summary>A client with that access token.</summary>
    public HttpClient ClientWith(string token)
    {
        var client = CreateClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    /// <summary>Ends the service and removes what was made for it.</summary>
    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (Bus is not null) await Bus.DisposeAsync();
        await Stubs.DisposeAsync();
        await CloseBrokerAsync();
        if (DatabaseResource is not null) await TestServers.Current.DropDatabaseAsync(name);
        GC.SuppressFinalize(this);
    }

    /// <summary>Configuration beyond the common one.</summary>
    protected virtual IEnumerable<(string Key, string Value)> Settings => [];

    /// <summary>Replaces services of the container (time, random, …).</summary>
    protected virtual void ConfigureServices(IServiceCollection services)
    {
    }

    /// <summary>Where the service's bus is: a virtual host of its own, unless the test needs a whole broker.</summary>
    protected virtual Task<Uri> OpenBrokerAsync() => TestServers.Current.CreateVirtualHostAsync(name);

    /// <summary>Removes what <see cref="OpenBrokerAsync"/> made.</summary>
    protected virtual Task CloseBrokerAsync() => TestServers.Current.DeleteVirtualHostAsync(name);

    /// <summary>Declares what the broker must have before the service starts.</summary>
    protected virtual Task PrepareBrokerAsync() => Task.CompletedTask;

    /// <summary>Runs once the service is healthy.</summary>
    protected virtual Task StartedAsync() => Task.CompletedTask;

    /// <inheritdoc />
    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Development");
        if (DatabaseResource is not null) builder.UseSetting($"ConnectionStrings:{DatabaseResource}", connectionString);
        builder.UseSetting("ConnectionStrings:messaging", Broker.ToString());
        builder.UseSetting("ServiceKey", "test-service-key-0123456789");
        foreach (var service in CalledServices) builder.UseSetting($"services:{service}:http:0", Stubs.Address);
        foreach (var (key, value) in Settings) builder.UseSetting(key, value);
        builder.ConfigureTestServices(services =>
        {
            if (TrustsTestTokens) services.AddSingleton<ISigningKeys>(Tokens);
            ConfigureServices(services);
        });
    }
}
