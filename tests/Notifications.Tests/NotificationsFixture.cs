extern alias Simulators;

using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using Dapper;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Platform.Contracts.DeviceRegistry;
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

    public NotificationsFixture() => mailbox = new Mailbox(smtpPort, () => Server.CreateHandler());

    public ShiftedTime Time { get; } = new();

    protected override string? DatabaseResource => "notifications-db";

    protected override IEnumerable<(string Key, string Value)> Settings =>
    [
        ("Mail:Host", "127.0.0.1"), ("Mail:Port", smtpPort.ToString(System.Globalization.CultureInfo.InvariantCulture)), ("Mail:UseTls", "false"),
        ("Mail:From", "Platform <no-reply@platform.invalid>"), ("Mail:KeyEncryptionKey", "a-key-of-the-tests-0123456789-abcdef"),
        ("Webhooks:AllowedNetworks:0", "127.0.0.0/8"),
        ("Twilio:AccountSid", "AC00000000000000000000000000000000"), ("Twilio:AuthToken", TwilioToken), ("Twilio:From", "+15005550006"), ("Twilio:BaseAddress", "http://127.0.0.1"),
        ("Web:Address", PublicAddress), ("Messages:DailyBudget", Budget.ToString(System.Globalization.CultureInfo.InvariantCulture)), ("Server:DataFolder", "/"),
    ];

    public const string TwilioToken = "auth-token-of-the-tests", PublicAddress = "http://127.0.0.1";

    /// <summary>SMS a day; a test that uses it up has a tenant of its own.</summary>
    public const int Budget = 60;

    /// <summary>When true, the provider of SMS takes no connections.</summary>
    public bool IsProviderAway { get; set; }

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

    protected override void ConfigureServices(IServiceCollection services)
    {
        services.Replace(ServiceDescriptor.Singleton<TimeProvider>(Time));
        services.AddHttpClient<Twilio.TwilioClient>().ConfigurePrimaryHttpMessageHandler(() => new Provider(this));
        services.AddHttpClient<Push.PushSender>().ConfigurePrimaryHttpMessageHandler(() => new Provider(this));
    }

    /// <summary>The owner of a tenant as Identity tells; a tenant of a test's own has the owner with the tenant's number and a thousand.</summary>
    public static (long UserId, string Phone, string Email) OwnerOf(int tenant) =>
        (tenant == Tenant ? 12 : tenant == OtherTenant ? 13 : 1000 + tenant, $"+668{tenant:00000000}", $"owner-{tenant}@example.com");

    /// <summary>A tenant that no other test uses.</summary>
    public static int NewTenant() => Interlocked.Increment(ref lastTenant);

    private static int lastTenant = 100;

    /// <summary>What the simulated browser is subscribed with.</summary>
    public async Task<JsonElement> NewBrowserAsync() => await mailbox.SubscribeAsync();

    private static Microsoft.AspNetCore.Http.IResult People(Microsoft.AspNetCore.Http.HttpContext http)
    {
        var query = http.Request.Query;
        var tenants = query["tenant_id"].ToString() is { Length: > 0 } tenant ? [int.Parse(tenant)] : Enumerable.Range(1, 200);
        var people = tenants.Select(t => (Tenant: t, Owner: OwnerOf(t))).Select(o => new
        {
            user_id = o.Owner.UserId,
            tenant_id = (int?)o.Tenant,
            name = "Ada",
            email = o.Tenant == Tenant ? "ada-of-webhooks@example.com" : o.Owner.Email,
            phone = o.Owner.Phone,
            language = "en",
            role = "owner",
        }).Append(new { user_id = 21L, tenant_id = (int?)Tenant, name = "Bo", email = "bo@example.com", phone = "+66899999921", language = "th", role = "staff" })
            .Append(new { user_id = 1L, tenant_id = (int?)null, name = "Root", email = "root@example.com", phone = "+66899999901", language = "en", role = "admin" });
        var ids = query["ids"].ToString() is { Length: > 0 } asked ? asked.Split(',').Select(long.Parse).ToHashSet() : null;
        return Microsoft.AspNetCore.Http.Results.Json(people.Where(p => ids is null ? p.role == query["role"] && (p.tenant_id is null || query.ContainsKey("tenant_id")) : ids.Contains(p.user_id)));
    }

    protected override async Task PrepareBrokerAsync()
    {
        mailbox.Start();
        await Partner.StartAsync();
        Stubs.Answer("GET", "/internal/users", People);
        Stubs.Snapshot("/internal/pits", new PitFacts(5, Tenant, 5, "pit5", "Paint booth", IsRemoved: false, 1));
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
    private sealed class Mailbox(int smtpPort, Func<HttpMessageHandler> service) : IAsyncDisposable
    {
        private readonly WebApplicationFactory<SimulatorProgram> simulators = new WebApplicationFactory<SimulatorProgram>().WithWebHostBuilder(builder =>
        {
            builder.UseSetting("environment", "Development");
            builder.UseSetting("Smtp:Port", smtpPort.ToString(System.Globalization.CultureInfo.InvariantCulture));
            builder.UseSetting("Twilio:AuthToken", TwilioToken);
            // What the provider reports comes to the service under test.
            builder.ConfigureTestServices(services => services.ConfigureHttpClientDefaults(client => client.ConfigurePrimaryHttpMessageHandler(() => service())));
        });

        private HttpClient? client;

        public void Start() => client = simulators.CreateClient(new WebApplicationFactoryClientOptions { BaseAddress = new Uri("http://127.0.0.1") });

        public HttpMessageHandler Handler => simulators.Server.CreateHandler();

        public async Task<JsonElement> SubscribeAsync()
        {
            using var answer = await client!.PostAsync("/dev/push/subscriptions", null);
            return await answer.Content.ReadFromJsonAsync<JsonElement>();
        }

        public async Task<IReadOnlyList<JsonElement>> SentToAsync(string to) =>
            [.. (await client!.GetFromJsonAsync<JsonElement>($"/dev/messages?to={Uri.EscapeDataString(to)}")).GetProperty("items").EnumerateArray()];

        public async ValueTask DisposeAsync()
        {
            client?.Dispose();
            await simulators.DisposeAsync();
        }
    }

    /// <summary>The way to the simulated providers, which may be closed.</summary>
    private sealed class Provider(NotificationsFixture fixture) : DelegatingHandler(fixture.mailbox.Handler)
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            fixture.IsProviderAway ? throw new HttpRequestException(HttpRequestError.ConnectionError) : base.SendAsync(request, cancellationToken);
    }
}
