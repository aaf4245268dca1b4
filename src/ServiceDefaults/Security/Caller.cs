using System.Globalization;
using System.Reflection;
using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;

namespace Platform.ServiceDefaults.Security;

/// <summary>
/// Who calls, from the validated access token. Take it as a parameter of an endpoint's handler.
/// </summary>
/// <param name="Subject">The user's number as text, or the name of the service or key.</param>
/// <param name="Role">One of <see cref="Roles"/>.</param>
/// <param name="TenantId">The tenant, null for admins and services.</param>
/// <param name="SessionId">The session of a person.</param>
/// <param name="Scopes">Scopes of an API key.</param>
public sealed record Caller(string Subject, string Role, int? TenantId, Guid? SessionId, IReadOnlyList<string> Scopes) : IEndpointParameterMetadataProvider
{
    /// <summary>True for the vendor's own people.</summary>
    public bool IsAdmin => Role == Roles.Admin;

    /// <summary>The user's number; 0 when the caller is not a person.</summary>
    public long UserId => Role is Roles.Service or Roles.ApiKey ? 0 : long.Parse(Subject, CultureInfo.InvariantCulture);

    /// <summary>
    /// The tenant that SQL must be limited to: null means all and is only ever null for an admin.
    /// Services have no tenant and get -1, which matches nothing.
    /// </summary>
    public int? TenantScope => IsAdmin ? null : TenantId ?? -1;

    /// <summary>True when only permitted pits may be seen (staff and customers), not the whole tenant.</summary>
    public bool IsLimitedToPits => Role is Roles.Staff or Roles.Customer;

    /// <summary>How the caller stands in records of who did what: <c>user:12</c>, <c>service:billing</c>, <c>api_key:…</c>.</summary>
    public string Actor => Role switch
    {
        Roles.Service => $"service:{Subject}",
        Roles.ApiKey => $"api_key:{Subject}",
        _ => $"user:{Subject}",
    };

    /// <summary>Reads the caller from a validated token; null when nobody is signed in.</summary>
    public static Caller? From(ClaimsPrincipal user)
    {
        ArgumentNullException.ThrowIfNull(user);
        var subject = user.FindFirstValue(AccessToken.Subject);
        var role = user.FindFirstValue(AccessToken.Role);
        if (subject is null || role is null) return null;
        return new Caller(
            subject,
            role,
            int.TryParse(user.FindFirstValue(AccessToken.Tenant), NumberStyles.None, CultureInfo.InvariantCulture, out var tenant) ? tenant : null,
            Guid.TryParse(user.FindFirstValue(AccessToken.Session), out var session) ? session : null,
            user.FindFirstValue(AccessToken.Scope)?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? []);
    }

    /// <summary>Binds a handler's parameter. The route's policy has run before, so somebody is signed in.</summary>
    public static ValueTask<Caller?> BindAsync(HttpContext http)
    {
        ArgumentNullException.ThrowIfNull(http);
        return ValueTask.FromResult(From(http.User));
    }

    /// <summary>Nothing of the caller is part of the request's documented parameters.</summary>
    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder)
    {
    }
}
