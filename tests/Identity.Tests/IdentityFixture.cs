using System.Diagnostics;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Platform.Identity.Sessions;
using Platform.Identity.SigningKeys;
using Platform.Identity.Tenants;
using Platform.Identity.Users;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Security;
using Platform.TestKit;

[assembly: AssemblyFixture(typeof(Platform.Identity.Tests.IdentityFixture))]

namespace Platform.Identity.Tests;

/// <summary>Identity on real servers. Accounts are put into the database directly where a test is not about making them: bcrypt takes its time.</summary>
public class IdentityFixture : ServiceFixture<Program>
{
    public const string Password = "Sunny-Day-7";
    public const string AdminPassword = "Admin-Passw0rd";
    public const string GatewayKey = "gateway-key-0123456789-abcdef";
    private static int counter;
    private string passwordHash = "";

    public ShiftedTime Time { get; } = new();

    protected override string? DatabaseResource => "identity-db";

    protected override IReadOnlyList<string> CalledServices => [];

    protected override bool TrustsTestTokens => false;

    protected override IEnumerable<(string Key, string Value)> Settings =>
    [
        ("Identity:KeyEncryptionKey", "test-key-encryption-key-0123456789"),
        ("Bootstrap:AdminPassword", AdminPassword),
        ("ServiceKeys:gateway", GatewayKey),
        ("services:identity:http:0", "http://127.0.0.1:1"),
    ];

    /// <summary>With bcrypt's least cost: hundreds of passwords are hashed here. <c>PasswordHasherTests</c> hold the product's.</summary>
    protected override void ConfigureServices(IServiceCollection services) => services.AddSingleton<TimeProvider>(Time).AddSingleton(new PasswordHasher(cost: 4));

    /// <summary>The request belongs to the test's trace where the test has one; the test's server does not do that by itself.</summary>
    protected override void ConfigureClient(HttpClient client)
    {
        base.ConfigureClient(client);
        if (Activity.Current?.Id is { } trace) client.DefaultRequestHeaders.Add("traceparent", trace);
    }

    protected override async Task StartedAsync() =>
        passwordHash = await Services.GetRequiredService<PasswordHasher>().HashAsync(Password, CancellationToken.None);

    public static string NewName(string prefix) => $"{prefix}{Interlocked.Increment(ref counter)}";

    /// <summary>A tenant without its owner.</summary>
    public async Task<int> NewTenantAsync()
    {
        await using var connection = await Database.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var tenant = await TenantStore.AddAsync(
            transaction, new CreateTenant("Bright Detailing", "Asha", "asha@example.com", null, null, 3, null, null, null), "mqtt-password", Time.GetUtcNow());
        await transaction.CommitAsync();
        return tenant.TenantId;
    }

    /// <summary>An account with <see cref="Password"/>, unless another's hash is given.</summary>
    internal async Task<Person> NewPersonAsync(string role, int? tenantId = null, bool passwordIsTemporary = false, string? hash = null)
    {
        hash ??= passwordHash;
        var username = NewName(role);
        await using var connection = await Database.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var id = await UserStore.AddAsync(transaction, new NewUser(tenantId, username, role, null, null, null, hash, passwordIsTemporary), Time.GetUtcNow());
        await transaction.CommitAsync();
        return new Person(id!.Value, tenantId, role, username, hash, passwordIsTemporary);
    }

    /// <summary>Begins a session of the person, without the password's 0.4 s.</summary>
    internal async Task<TokenAnswer> BeginSessionAsync(Person person) => TokenAnswer.Of(await BeginAsync(person, inCookie: false));

    /// <summary>Begins a browser's session; the refresh token is what its cookie holds.</summary>
    internal async Task<string> BeginCookieSessionAsync(Person person) => (await BeginAsync(person, inCookie: true)).RefreshToken;

    private async Task<IssuedTokens> BeginAsync(Person person, bool inCookie)
    {
        await using var connection = await Database.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var user = new SignInUser(person.UserId, person.TenantId, person.Username, person.Role, person.PasswordHash, person.PasswordIsTemporary, null, AddressIsKnown: false);
        var tokens = await Services.GetRequiredService<SignIn>().BeginAsync(transaction, user, new SessionOrigin("192.0.2.1", "tests", inCookie), CancellationToken.None);
        await transaction.CommitAsync();
        return tokens!;
    }

    internal async Task<HttpClient> SignedInAsync(Person person) => ClientWith((await BeginSessionAsync(person)).AccessToken);

    internal async Task<HttpClient> SignedInAsync(string role, int? tenantId = null) => await SignedInAsync(await NewPersonAsync(role, tenantId));

    public async Task<HttpClient> AsServiceAsync() =>
        ClientWith(await Services.GetRequiredService<TokenIssuer>().ForServiceAsync("gateway", Time.GetUtcNow(), CancellationToken.None));

    internal Task<HttpResponseMessage> LoginAsync(string username, string password, string? from = null)
    {
        var client = CreateClient();
        if (from is not null) client.DefaultRequestHeaders.Add("X-Forwarded-For", from);
        return client.PostAsJsonAsync("/api/auth/login", new { username, password });
    }

    internal Task<HttpResponseMessage> RefreshAsync(string? refreshToken) => CreateClient().PostAsJsonAsync("/api/auth/refresh", new { refresh_token = refreshToken });

    internal async Task<bool> CanCallAsync(string accessToken)
    {
        using var response = await ClientWith(accessToken).GetAsync("/api/auth/me");
        return response.IsSuccessStatusCode;
    }
}

/// <summary>An account that a test made.</summary>
internal sealed record Person(long UserId, int? TenantId, string Role, string Username, string PasswordHash, bool PasswordIsTemporary);

internal static class Answers
{
    public static async Task<T> ReadAsync<T>(this HttpResponseMessage response) =>
        (await response.Content.ReadFromJsonAsync<T>(Json.Options))!;

    public static async Task<T> ReadAsync<T>(this Task<HttpResponseMessage> response) => await (await response).ReadAsync<T>();

    /// <summary>The problem's code.</summary>
    public static async Task<string> CodeAsync(this HttpResponseMessage response) =>
        (await response.Content.ReadFromJsonAsync<System.Text.Json.JsonElement>()).GetProperty("type").GetString()!;

    /// <summary>The names of the fields under <c>errors</c>.</summary>
    public static async Task<string[]> FieldsAsync(this HttpResponseMessage response) =>
        [.. (await response.Content.ReadFromJsonAsync<System.Text.Json.JsonElement>()).GetProperty("errors").EnumerateObject().Select(e => e.Name)];
}
