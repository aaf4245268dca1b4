using System.Globalization;
using Platform.ServiceDefaults.Http;

namespace Platform.Notifications.Webhooks;

/// <summary>Somebody's address, as Identity knows it.</summary>
internal sealed record Person(long UserId, string? Name, string? Email, string? Language);

/// <summary>Asks Identity who somebody is.</summary>
internal sealed class PeopleClient(HttpClient http)
{
    public async Task<Person?> FindAsync(long userId, CancellationToken ct) =>
        (await http.GetFromJsonAsync<Person[]>(string.Create(CultureInfo.InvariantCulture, $"internal/users?ids={userId}"), Json.Options, ct))!.FirstOrDefault();
}
