extern alias Simulators;

using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using Dapper;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Platform.Contracts.Notifications;
using Platform.Notifications.Tests;
using Platform.TestKit;
using SimulatorProgram = Simulators::Program;

[assembly: AssemblyFixture(typeof(NotificationsFixture))]
// Tests move the one clock of the service.
[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace Platform.Notifications.Tests;

/// <summary>Notifications with the simulated mail server.</summary>
public sealed class NotificationsFixture : ServiceFixture<Program>
{
    private readonly int smtpPort = FreePort();
    private readonly Mailbox mailbox;

    public NotificationsFixture() => mailbox = new Mailbox(smtpPort);

    public ShiftedTime Time { get; } = new();

    protected override string? DatabaseResource => "notifications-db";

    protected override IEnumerable<(string Key, string Value)> Settings =>
    [
        ("Mail:Host", "127.0.0.1"), ("Mail:Port", smtpPort.ToString(System.Globalization.CultureInfo.InvariantCulture)), ("Mail:UseTls", "false"),
        ("Mail:From", "Platform <no-reply@platform.invalid>"), ("Mail:KeyEncryptionKey", "a-key-of-the-tests-0123456789-abcdef"),
        ("Webhooks:AllowedNetworks:0", "127.0.0.0/8"),
    ];

    public const int Tenant = 1, OtherTenant = 2;

    /// <summary>The partner's end of webhooks.</summary>
    public Receiver Partner { get; } = new();

    public HttpClient Owner => ClientOf(ServiceDefaults.Security.Roles.Owner, Tenant, userId: 12);

    public HttpClient OtherOwner => ClientOf(ServiceDefaults.Security.Roles.Owner, OtherTenant, userId: 13);

    /// <summary>An endpoint at the partner's end; its id and secret.</summary>
    public async Task<(Guid Id, string Secret)> ListenAsync(string path, params string[] events)
    {
        using var answer = await Owner.PostAsJsonAsync("/api/webhook-endpoints", new { url = $"{Partner.Address}{path}", events });
        answer.StatusCode.ShouldBe(HttpStatusCode.Created);
        var made = await answer.Content.ReadFromJsonAsync<JsonElement>();
        return (made.GetProperty("endpoint_id").GetGuid(), made.GetProperty("secret").GetString()!);
    }

    public async Task<IReadOnlyList<JsonElement>> DeliveriesAsync(Guid endpointId) =>
        [.. (await Owner.GetFromJsonAsync<JsonElement>($"/api/webhook-endpoints/{endpointId}/deliveries")).GetProperty("items").EnumerateArray()];

    public async Task ExecuteAsync(string sql, object parameters)
    {
        await using var connection = await Database.OpenConnectionAsync();
        await connection.ExecuteAsync(sql, parameters);
    }

    protected override void ConfigureServices(IServiceCollection services) => services.Replace(ServiceDescriptor.Singleton<TimeProvider>(Time));

    protected override async Task PrepareBrokerAsync()
    {
        mailbox.Start();
        await Partner.StartAsync();
        Stubs.Answer("GET", "/internal/users", http => Microsoft.AspNetCore.Http.Results.Json(
            new[] { new { user_id = 12, name = "Ada", email = "ada-of-webhooks@example.com", language = "en" } }));
    }

    /// <summary>A mail as a service asks for it.</summary>
    public MailRequested Mail(string to, string template = "verify_address", string? language = "en", DateTimeOffset? expiresAt = null, string name = "Ada") => new(
        Guid.NewGuid(), to, template, language, [new("name", name), new("link", "https://platform.example/verify?token=abc-DEF_123")], 7, expiresAt, Time.GetUtcNow());

    public static string NewAddress() => $"{Guid.NewGuid():N}@example.com";

    /// <summary>What that address was sent, newest first.</summary>
    public async Task<IReadOnlyList<JsonElement>> SentToAsync(string to) => await mailbox.SentToAsync(to);

    public async Task<JsonElement> FirstSentToAsync(string to) => (await Eventually.BecomesAsync(() => SentToAsync(to), m => m.Count > 0, $"a mail to {to}"))[0];

    public Task<(string State, int Attempts, string? Failure, bool IsKept)> RowBecomesAsync(Guid mailId, string state) => Eventually.BecomesAsync(
        async () =>
        {
            await using var connection = await Database.OpenConnectionAsync();
            return await connection.QuerySingleOrDefaultAsync<(string State, int Attempts, string? Failure, bool IsKept)>(
                "select state, attempts, failure, sealed is not null as is_kept from mails where mail_id = @mailId", new { mailId });
        },
        row => row.State == state, $"the mail is {state}");

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Partner.DisposeAsync();
        await mailbox.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>The simulators in this process.</summary>
    private sealed class Mailbox(int smtpPort) : IAsyncDisposable
    {
        private readonly WebApplicationFactory<SimulatorProgram> simulators = new WebApplicationFactory<SimulatorProgram>().WithWebHostBuilder(builder =>
        {
            builder.UseSetting("environment", "Development");
            builder.UseSetting("Smtp:Port", smtpPort.ToString(System.Globalization.CultureInfo.InvariantCulture));
        });

        private HttpClient? client;

        public void Start() => client = simulators.CreateClient();

        public async Task<IReadOnlyList<JsonElement>> SentToAsync(string to) =>
            [.. (await client!.GetFromJsonAsync<JsonElement>($"/dev/messages?to={Uri.EscapeDataString(to)}")).GetProperty("items").EnumerateArray()];

        public async ValueTask DisposeAsync()
        {
            client?.Dispose();
            await simulators.DisposeAsync();
        }
    }
}
