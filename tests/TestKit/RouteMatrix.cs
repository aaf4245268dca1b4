using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Platform.ServiceDefaults.Security;

namespace Platform.TestKit;

/// <summary>Who tries a route.</summary>
public enum Actor
{
    /// <summary>No token.</summary>
    Nobody,

    /// <summary>An admin whose token has run out.</summary>
    Expired,

    /// <summary>An owner who must change the temporary password first.</summary>
    TemporaryPassword,

    /// <summary>The vendor's admin.</summary>
    Admin,

    /// <summary>The owner of the tenant whose things the table's addresses name.</summary>
    Owner,

    /// <summary>The owner of another tenant.</summary>
    ForeignOwner,

    /// <summary>Staff of the tenant.</summary>
    Staff,

    /// <summary>A customer of the tenant.</summary>
    Customer,

    /// <summary>An API key of the tenant with all scopes.</summary>
    ApiKey,

    /// <summary>Another service.</summary>
    Service,
}

/// <summary>A route as the table of a service's test states it.</summary>
/// <param name="Method">Such as <c>GET</c>.</param>
/// <param name="Path">As the OpenAPI document writes it, such as <c>/api/users/{id}</c>.</param>
/// <param name="Policy">One of <see cref="Policies"/>, or <c>anonymous</c>.</param>
public sealed record RouteRow(string Method, string Path, string Policy)
{
    /// <summary>A body that the route accepts; <c>{}</c> when not given.</summary>
    public object? Body { get; init; }

    /// <summary>A real address, made anew for each try; the path itself when not given.</summary>
    public Func<Task<string>>? Url { get; init; }

    /// <summary>True when the address names something of the tenant: its own owner finds it, another tenant's owner gets 404.</summary>
    public bool IsOfTenant { get; init; }

    /// <summary>Actors that the policy admits and that then lack the permission on the very device: they get 403.</summary>
    public IReadOnlyCollection<Actor> Lacking { get; init; } = [];
}

/// <summary>
/// Tries every documented route of a service as every actor. Each service states its routes in a table; a route that is
/// in the OpenAPI document and not in the table is a finding, as is one that answers an actor otherwise than its policy says.
/// </summary>
public sealed class RouteMatrix(HttpClient client, Func<Actor, Task<string>> tokenOf)
{
    private const string Anonymous = "anonymous";

    private static readonly Dictionary<string, Actor[]> Admitted = new(StringComparer.Ordinal)
    {
        [Policies.SignedIn] = [Actor.TemporaryPassword, Actor.Admin, Actor.Owner, Actor.ForeignOwner, Actor.Staff, Actor.Customer],
        [Policies.Person] = [Actor.Admin, Actor.Owner, Actor.ForeignOwner, Actor.Staff, Actor.Customer],
        [Policies.Staff] = [Actor.Admin, Actor.Owner, Actor.ForeignOwner, Actor.Staff],
        [Policies.Owner] = [Actor.Admin, Actor.Owner, Actor.ForeignOwner],
        [Policies.Admin] = [Actor.Admin],
        [Policies.Service] = [Actor.Service],
        [Policies.ReadingsRead] = [Actor.Admin, Actor.Owner, Actor.ForeignOwner, Actor.Staff, Actor.Customer, Actor.ApiKey],
        [Policies.DevicesRead] = [Actor.Admin, Actor.Owner, Actor.ForeignOwner, Actor.Staff, Actor.ApiKey],
        [Policies.DevicesSeen] = [Actor.Admin, Actor.Owner, Actor.ForeignOwner, Actor.Staff, Actor.Customer, Actor.ApiKey],
        [Policies.DevicesControl] = [Actor.Admin, Actor.Owner, Actor.ForeignOwner, Actor.Staff, Actor.Customer, Actor.ApiKey],
        [Policies.DevicesWrite] = [Actor.Admin, Actor.Owner, Actor.ForeignOwner, Actor.ApiKey],
        [Policies.Device] = [],
    };

    /// <summary>All findings; empty when the service does what the table says. Actors in <paramref name="without"/> are left out.</summary>
    public async Task<IReadOnlyList<string>> FindingsAsync(IReadOnlyCollection<RouteRow> table, params IReadOnlyCollection<Actor> without)
    {
        var findings = new List<string>();
        var documented = await DocumentedAsync();
        findings.AddRange(documented.Keys.Except(table.Select(NameOf)).Select(route => $"{route} is documented and not in the table"));
        findings.AddRange(table.Select(NameOf).Except(documented.Keys).Select(route => $"{route} is in the table and not documented"));
        foreach (var row in table)
        {
            if (documented.TryGetValue(NameOf(row), out var policy) && policy != row.Policy) findings.Add($"{NameOf(row)} is guarded by '{policy}' and not by '{row.Policy}'");
            foreach (var actor in Enum.GetValues<Actor>().Except(without))
            {
                if (await TryAsync(row, actor) is { } finding) findings.Add(finding);
            }
        }

        return findings;
    }

    private static string NameOf(RouteRow row) => $"{row.Method} {row.Path}";

    private async Task<Dictionary<string, string>> DocumentedAsync()
    {
        using var document = JsonDocument.Parse(await client.GetStringAsync("/openapi/v1.json"));
        return document.RootElement.GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject().Select(operation => (
                Name: $"{operation.Name.ToUpperInvariant()} {path.Name}", Policy: operation.Value.GetProperty("x-policy").GetString()!)))
            .ToDictionary(r => r.Name, r => r.Policy, StringComparer.Ordinal);
    }

    private async Task<string?> TryAsync(RouteRow row, Actor actor)
    {
        var url = row.Url is null ? row.Path : await row.Url();
        using var request = new HttpRequestMessage(new HttpMethod(row.Method), url);
        if (row.Method is not ("GET" or "DELETE")) request.Content = JsonContent.Create(row.Body ?? new { }, options: ServiceDefaults.Http.Json.Options);
        if (actor != Actor.Nobody) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await tokenOf(actor));
        using var response = await client.SendAsync(request);
        var status = response.StatusCode;
        var ok = Expected(row, actor) switch
        {
            HttpStatusCode.OK => status is not (HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden) && (int)status < 500
                && !(row.IsOfTenant && actor == Actor.Owner && status == HttpStatusCode.NotFound),
            HttpStatusCode.Unauthorized => status == HttpStatusCode.Unauthorized && response.Headers.WwwAuthenticate.Count > 0,
            var refusal => status == refusal,
        };
        return ok ? null : $"{row.Method} {url} as {actor}: {(int)status} {await response.Content.ReadAsStringAsync()}";
    }

    /// <summary>The refusal that the policy means for this actor; OK when it admits the actor, whatever the handler then says.</summary>
    private static HttpStatusCode Expected(RouteRow row, Actor actor)
    {
        if (row.Policy == Anonymous) return HttpStatusCode.OK;
        if (actor is Actor.Nobody or Actor.Expired || row.Policy == Policies.Device) return HttpStatusCode.Unauthorized;
        if (!Admitted[row.Policy].Contains(actor) || row.Lacking.Contains(actor)) return HttpStatusCode.Forbidden;
        return actor == Actor.ForeignOwner && row.IsOfTenant ? HttpStatusCode.NotFound : HttpStatusCode.OK;
    }
}
