using System.Globalization;
using Platform.ServiceDefaults.Http;

namespace Platform.Notifications.Messages;

/// <summary>Somebody's addresses, as Identity knows them.</summary>
internal sealed record Person(long UserId, int? TenantId, string? Name, string? Email, string? Phone, string? Language, string? Role);

/// <summary>Asks Identity who somebody is.</summary>
internal sealed class PeopleClient(HttpClient http)
{
    /// <summary>More are not answered at once.</summary>
    private const int AtOnce = 200;

    public async Task<Person?> FindAsync(long userId, CancellationToken ct) => await FindAllAsync([userId], ct) is [var person, ..] ? person : null;

    /// <summary>The people of these numbers.</summary>
    public async Task<IReadOnlyList<Person>> FindAllAsync(IReadOnlyCollection<long> userIds, CancellationToken ct)
    {
        var people = new List<Person>(userIds.Count);
        foreach (var some in userIds.Chunk(AtOnce)) people.AddRange(await ReadAsync($"ids={string.Join(',', some)}", ct));
        return people;
    }

    /// <summary>Who runs a tenant.</summary>
    public Task<Person[]> OwnersAsync(int tenantId, CancellationToken ct) => ReadAsync(string.Create(CultureInfo.InvariantCulture, $"tenant_id={tenantId}&role=owner"), ct);

    /// <summary>The vendor's own people.</summary>
    public Task<Person[]> AdminsAsync(CancellationToken ct) => ReadAsync("role=admin", ct);

    private async Task<Person[]> ReadAsync(string query, CancellationToken ct) => (await http.GetFromJsonAsync<Person[]>($"internal/users?{query}", Json.Options, ct))!;
}
