using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using Platform.ServiceDefaults.Hosting;
using Platform.ServiceDefaults.Security;

namespace Platform.Messaging.Tests;

/// <summary>A small service named <c>notes</c> that is set up as all services are, on a real port.</summary>
internal sealed class TestService : IAsyncDisposable
{
    private readonly WebApplication host;

    private TestService(WebApplication host) => this.host = host;

    public static TestTokens Tokens { get; } = new();

    public IServiceProvider Services => host.Services;

    public NpgsqlDataSource Database => Services.GetRequiredService<NpgsqlDataSource>();

    public OutboxRelay Relay => Services.GetRequiredService<OutboxRelay>();

    public HttpClient Http { get; private set; } = null!;

    public static async Task<TestService> StartAsync(
        Place place,
        Action<IBusRegistrationConfigurator>? bus = null,
        Action<WebApplicationBuilder>? configure = null,
        Action<WebApplication>? routes = null,
        bool relayRuns = true,
        Uri? broker = null,
        string? database = null)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Configuration["ConnectionStrings:notes-db"] = database ?? place.Database;
        builder.Configuration["ConnectionStrings:messaging"] = (broker ?? place.Broker).ToString();
        builder.Configuration["services:identity:http:0"] = "http://127.0.0.1:9";
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.AddServiceDefaults("notes");
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<ISigningKeys>(Tokens);
        builder.AddDatabase("notes-db");
        builder.AddBus("notes", typeof(NoteWritten).Assembly, bus);
        configure?.Invoke(builder);
        if (!relayRuns) builder.Services.Remove(builder.Services.Single(s => s.ImplementationType == typeof(OutboxRelayLoop)));

        var app = builder.Build();
        app.UseServiceDefaults();
        routes?.Invoke(app);
        await app.StartAsync();
        var service = new TestService(app) { Http = new HttpClient { BaseAddress = new Uri(app.Urls.First()) } };
        await service.IsHealthyAsync();
        return service;
    }

    public Task IsHealthyAsync() => Eventually.BecomesTrueAsync(
        async () => (await Http.GetAsync("/health")).IsSuccessStatusCode, "the service is healthy", TimeSpan.FromSeconds(60));

    /// <summary>Writes events into the outbox as a use case does, in one transaction.</summary>
    public async Task WriteAsync(string stream, params IEnumerable<object> messages)
    {
        await using var connection = await Database.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        foreach (var message in messages) await Outbox.AddAsync(transaction, message, stream, TimeProvider.System.GetUtcNow());
        await transaction.CommitAsync();
    }

    public async Task<T> AskAsync<T>(string sql)
    {
        await using var command = Database.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public Task<long> WaitingAsync() => AskAsync<long>("select count(*) from outbox_messages where dead_at is null");

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await host.StopAsync();
        await host.DisposeAsync();
    }
}
