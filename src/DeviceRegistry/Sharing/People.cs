using System.Globalization;
using System.Net;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Security;

namespace Platform.DeviceRegistry.Sharing;

/// <summary>A person as Identity knows them.</summary>
/// <param name="UserId">The person's number.</param>
/// <param name="TenantId">The person's tenant; null for the vendor's own.</param>
/// <param name="Name">What the person is called.</param>
/// <param name="Email">Where mails go.</param>
/// <param name="ExternalId">The person's id at the identity provider, when signed in by one.</param>
/// <param name="Language">Of mails; null for English.</param>
/// <param name="Role">The person's role.</param>
internal sealed record PersonFacts(long UserId, int? TenantId, string? Name, string? Email, string? ExternalId, string? Language, string Role)
{
    /// <summary>What to call the person when others read it.</summary>
    public string Called => string.IsNullOrWhiteSpace(Name) ? Email ?? string.Create(CultureInfo.InvariantCulture, $"Person {UserId}") : Name;
}

/// <summary>Asks Identity who somebody is, when that is written down.</summary>
internal sealed class People(HttpClient identity)
{
    /// <summary>The person of that number; null when there is none.</summary>
    public async Task<PersonFacts?> FindAsync(long userId, CancellationToken ct) =>
        (await identity.GetFromJsonAsync<PersonFacts[]>(string.Create(CultureInfo.InvariantCulture, $"internal/users?ids={userId}"), Json.Options, ct))!.FirstOrDefault(p => p.UserId == userId);

    /// <summary>The caller; without name and address when Identity does not know them any more.</summary>
    public async Task<PersonFacts> OfAsync(Caller caller, CancellationToken ct) =>
        await FindAsync(caller.UserId, ct) ?? new PersonFacts(caller.UserId, caller.TenantId, Name: null, Email: null, ExternalId: null, Language: null, caller.Role);

    /// <summary>The person of that id at an identity provider; null when there is none.</summary>
    public async Task<PersonFacts?> FindByExternalIdAsync(string externalId, CancellationToken ct)
    {
        using var answer = await identity.GetAsync($"internal/users/by-external?id={Uri.EscapeDataString(externalId)}", ct);
        if (answer.StatusCode == HttpStatusCode.NotFound) return null;
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadFromJsonAsync<PersonFacts>(Json.Options, ct);
    }

    /// <summary>The person that a <c>user_id</c> names, when the caller may act for them: oneself, and for admins everybody. Null is 404.</summary>
    public async Task<PersonFacts?> ResolveAsync(Caller caller, string userId, CancellationToken ct)
    {
        var number = long.TryParse(userId, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : (long?)null;
        if (caller.IsAdmin) return (number is { } known ? await FindAsync(known, ct) : null) ?? await FindByExternalIdAsync(userId, ct);
        if (number == caller.UserId) return new(caller.UserId, caller.TenantId, Name: null, Email: null, ExternalId: null, Language: null, caller.Role);
        return await FindAsync(caller.UserId, ct) is { ExternalId: { } external } me && external == userId ? me with { TenantId = caller.TenantId, Role = caller.Role } : null;
    }
}
