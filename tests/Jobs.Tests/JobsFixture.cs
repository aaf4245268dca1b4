using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Dapper;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Platform.Access;
using Platform.Contracts.DeviceRegistry;
using Platform.Contracts.Identity;
using Platform.Jobs.Tests;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Security;
using Platform.TestKit;

[assembly: AssemblyFixture(typeof(JobsFixture))]
// Tests move the one clock of the service and let its rounds run ahead of it.
[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace Platform.Jobs.Tests;

/// <summary>Jobs with two workshops: pits 1 to 500 are the first one's, 1001 to 1010 the other's. Identity's part is played by a stand-in that knows accounts by their key.</summary>
public sealed class JobsFixture : ServiceFixture<Program>
{
    public const int Workshop = 1, OtherWorkshop = 2, SuspendedWorkshop = 3;
    public const long OwnerId = 10, StrangerId = 99;
    private const int Pits = 500, OtherPits = 10;
    private readonly ConcurrentDictionary<string, long> accounts = new(StringComparer.Ordinal);
    private int lastPit, lastStaff = 100, lastPhone, lastAccount = 5000;

    public JobsFixture()
    {
        Stubs.Snapshot("/internal/tenants", Tenant(Workshop), Tenant(OtherWorkshop), Tenant(SuspendedWorkshop) with { Status = TenantStatus.Suspended });
        Stubs.Snapshot("/internal/pits",
        [
            .. Enumerable.Range(1, Pits).Select(n => new PitFacts(n, Workshop, n, $"pit{n}", $"Pit {n}", IsRemoved: false, 1)),
            .. Enumerable.Range(1, OtherPits).Select(n => new PitFacts(1000 + n, OtherWorkshop, n, $"pit{n}", $"Pit {n}", IsRemoved: false, 1)),
            new PitFacts(2001, SuspendedWorkshop, 1, "pit1", "Pit 1", IsRemoved: false, 1),
        ]);
    }

    public ShiftedTime Time { get; } = new();

    public HttpClient Admin => ClientOf(Roles.Admin, userId: 7);

    public HttpClient Owner => ClientOf(Roles.Owner, Workshop, OwnerId);

    public HttpClient OtherOwner => ClientOf(Roles.Owner, OtherWorkshop, 11);

    protected override string? DatabaseResource => "jobs-db";

    protected override IEnumerable<(string Key, string Value)> Settings => [("Web:Address", "https://platform.example")];

    protected override void ConfigureServices(IServiceCollection services) => services.Replace(ServiceDescriptor.Singleton<TimeProvider>(Time));

    protected override async Task StartedAsync()
    {
        LetIdentityAnswer();
        // People as Identity knows them: 100 to 999 are staff of the first workshop.
        Stubs.Answer("GET", "/internal/users", http => Results.Json(http.Request.Query["ids"].ToString().Split(',').Select(long.Parse).Where(id => id != StrangerId).Select(id => new
        {
            user_id = id,
            tenant_id = id is 11 ? OtherWorkshop : Workshop,
            name = $"Name {id}",
            email = $"{id}@example.com",
            role = id switch { >= 5000 => "customer", >= 100 => "staff", _ => "owner" },
        })));
        await Eventually.BecomesTrueAsync(async () => await ScalarAsync<long>("select count(*) from tenants") == 3, "the workshops are known");
    }

    public static TenantFacts Tenant(int tenantId, long version = 1) =>
        new(tenantId, $"workshop_{tenantId:000}", "workshop", $"Workshop {tenantId}", 3, $"workshop_{tenantId:000}", new string('0', 64), version, TimeZone: "Asia/Kolkata");

    public void LetIdentityAnswer() => Stubs.Answer("POST", "/internal/customers", http =>
    {
        var key = http.Request.ReadFromJsonAsync<JsonElement>(Json.Options).AsTask().GetAwaiter().GetResult().GetProperty("key").GetString()!;
        var id = accounts.GetOrAdd(key, _ => Interlocked.Increment(ref lastAccount));
        return Results.Json(new { user_id = id, username = $"guest{id}", password = $"Pass-{id}-word" }, Json.Options);
    });

    public void LetIdentityBeAway() => Stubs.Answer("POST", "/internal/customers", _ => Results.StatusCode(503));

    /// <summary>A pit of the first workshop that no other test uses.</summary>
    public int NewPit() => Interlocked.Increment(ref lastPit);

    public string NewPhone() => $"+9198765{Interlocked.Increment(ref lastPhone):D5}";

    /// <summary>Somebody of the staff who may see these pits.</summary>
    public async Task<(HttpClient Client, long UserId)> StaffAsync(params int[] pits)
    {
        long id = Interlocked.Increment(ref lastStaff);
        await Bus.PublishAsync(new PitAccessChanged(new PitAccessFacts(id, Workshop, pits, 1), Time.GetUtcNow()));
        var access = Services.GetRequiredService<PitAccess>();
        var caller = new Caller($"{id}", Roles.Staff, Workshop, null, []);
        await Eventually.BecomesTrueAsync(() => access.VisiblePits(caller) is { } seen && seen.SequenceEqual(pits), "the permission is known");
        return (ClientOf(Roles.Staff, Workshop, id), id);
    }

    /// <summary>A body that is taken.</summary>
    public Dictionary<string, object?> Body(int pit, string? phone = null) => new(StringComparer.Ordinal)
    {
        ["customer_name"] = "Meera Iyer",
        ["customer_phone"] = phone ?? NewPhone(),
        ["car_model"] = "Honda City",
        ["car_plate"] = "KA 01 AB 1234",
        ["pit_id"] = pit,
        ["work_type"] = "Full PPF",
        ["estimated_duration_minutes"] = 120,
    };

    /// <summary>A job that waits.</summary>
    public async Task<TestJob> JobAsync(int? pit = null, string? phone = null, Action<Dictionary<string, object?>>? change = null)
    {
        var place = pit ?? NewPit();
        var body = Body(place, phone);
        change?.Invoke(body);
        using var answer = await Owner.PostAsJsonAsync("/api/jobs", body);
        answer.StatusCode.ShouldBe(HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
        var id = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("job_id").GetInt64();
        return new TestJob(id, place, (await DetailsAsync(id)).GetProperty("customer").GetProperty("user_id").GetInt64());
    }

    /// <summary>A job on the way to that status.</summary>
    public async Task<TestJob> JobInAsync(string status, int? pit = null, string? phone = null)
    {
        var job = await JobAsync(pit, phone);
        foreach (var step in status switch
        {
            "in_progress" => ["in_progress"],
            "quality_check" => ["in_progress", "quality_check"],
            "completed" => ["in_progress", "quality_check", "completed"],
            "cancelled" => ["cancelled"],
            _ => Array.Empty<string>(),
        }) (await MoveAsync(Owner, job.Id, step)).Status.ShouldBe(HttpStatusCode.OK);
        return job;
    }

    public HttpClient CustomerOf(TestJob job) => ClientOf(Roles.Customer, Workshop, job.CustomerUserId);

    public async Task<JsonElement> DetailsAsync(long jobId) => await Owner.GetFromJsonAsync<JsonElement>($"/api/jobs/{jobId}");

    public static Task<(HttpStatusCode Status, JsonElement Json)> MoveAsync(HttpClient client, long jobId, string status) => SendAsync(client, HttpMethod.Patch, $"/api/jobs/{jobId}/status", new { status });

    public static async Task<(HttpStatusCode Status, JsonElement Json)> SendAsync(HttpClient client, HttpMethod method, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null) request.Content = JsonContent.Create(body, options: Json.Options);
        using var answer = await client.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        return (answer.StatusCode, text.StartsWith('{') || text.StartsWith('[') ? JsonSerializer.Deserialize<JsonElement>(text) : default);
    }

    public async Task<T> ScalarAsync<T>(string sql, object? parameters = null)
    {
        await using var connection = await Database.OpenConnectionAsync();
        return (await connection.ExecuteScalarAsync<T>(sql, parameters))!;
    }

    public async Task ExecuteAsync(string sql, object? parameters = null)
    {
        await using var connection = await Database.OpenConnectionAsync();
        await connection.ExecuteAsync(sql, parameters, commandTimeout: 300);
    }
}

public sealed record TestJob(long Id, int Pit, long CustomerUserId);
