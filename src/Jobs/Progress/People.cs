using System.Globalization;
using Platform.ServiceDefaults.Http;

namespace Platform.Jobs.Progress;

/// <summary>A person as Identity knows them.</summary>
internal sealed record Person(long UserId, int? TenantId, string? Name, string? Email, string Role)
{
    /// <summary>What to call the person when others read it.</summary>
    public string Called => string.IsNullOrWhiteSpace(Name) ? Email ?? string.Create(CultureInfo.InvariantCulture, $"Person {UserId}") : Name;
}

/// <summary>Asks Identity who somebody is, when that is written down.</summary>
internal sealed class People(HttpClient identity)
{
    /// <summary>The people of these numbers; numbers that nobody has are left out.</summary>
    public async Task<IReadOnlyList<Person>> OfAsync(IReadOnlyList<long> ids, CancellationToken ct) =>
        ids.Count == 0 ? [] : (await identity.GetFromJsonAsync<Person[]>(string.Create(CultureInfo.InvariantCulture, $"internal/users?ids={string.Join(',', ids)}"), Json.Options, ct))!;
}
