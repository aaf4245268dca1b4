using Microsoft.AspNetCore.Authorization;

namespace Platform.ServiceDefaults.Security;

/// <summary>Roles as they stand in the access token's <c>role</c>.</summary>
public static class Roles
{
    /// <summary>The vendor's own people, above tenants.</summary>
    public const string Admin = "admin";

    /// <summary>Runs a tenant.</summary>
    public const string Owner = "owner";

    /// <summary>Works for a tenant, sees what the owner permits.</summary>
    public const string Staff = "staff";

    /// <summary>Sees what was assigned: a job's pit, a shared device.</summary>
    public const string Customer = "customer";

    /// <summary>A program with an API key of a tenant and the key's scopes.</summary>
    public const string ApiKey = "api_key";

    /// <summary>Another service of this platform.</summary>
    public const string Service = "service";
}

/// <summary>
/// The policies that guard routes. Each also refuses a session whose temporary password was not changed yet
/// (403 <c>password_change_required</c>), except <see cref="SignedIn"/>.
/// </summary>
public static class Policies
{
    /// <summary>Any person with a session, also one that must change the password first.</summary>
    public const string SignedIn = "signed_in";

    /// <summary>Any person.</summary>
    public const string Person = "person";

    /// <summary>Staff, owner or admin.</summary>
    public const string Staff = "staff";

    /// <summary>Owner or admin.</summary>
    public const string Owner = "owner";

    /// <summary>The vendor's admins only.</summary>
    public const string Admin = "admin";

    /// <summary>Other services of the platform only; never routed by the gateway.</summary>
    public const string Service = "service";

    /// <summary>A person, or an API key with the scope <c>readings:read</c>.</summary>
    public const string ReadingsRead = "readings:read";

    /// <summary>Staff and above, or an API key with the scope <c>devices:read</c>.</summary>
    public const string DevicesRead = "devices:read";

    /// <summary>Owner and above, or an API key with the scope <c>devices:write</c>.</summary>
    public const string DevicesWrite = "devices:write";

    /// <summary>
    /// Any person, or an API key with the scope <c>devices:control</c>; what somebody may do with one device is decided by their grant on it.
    /// </summary>
    public const string DevicesControl = "devices:control";

    /// <summary>A device with its own credentials (HTTP Basic, see the DeviceDirectory library).</summary>
    public const string Device = "device";

    /// <summary>Scopes that an API key may carry.</summary>
    public static IReadOnlyList<string> Scopes { get; } = [ReadingsRead, DevicesRead, DevicesWrite, DevicesControl];

    internal static void AddPlatformPolicies(this AuthorizationBuilder authorization)
    {
        authorization
            .SetFallbackPolicy(Of(Roles.Admin).Build())
            .SetDefaultPolicy(Of(Roles.Admin, Roles.Owner, Roles.Staff, Roles.Customer).Build())
            .AddPolicy(SignedIn, new AuthorizationPolicyBuilder(AccessToken.Scheme).RequireClaim(AccessToken.Role, Roles.Admin, Roles.Owner, Roles.Staff, Roles.Customer).Build())
            .AddPolicy(Person, Of(Roles.Admin, Roles.Owner, Roles.Staff, Roles.Customer).Build())
            .AddPolicy(Staff, Of(Roles.Admin, Roles.Owner, Roles.Staff).Build())
            .AddPolicy(Owner, Of(Roles.Admin, Roles.Owner).Build())
            .AddPolicy(Admin, Of(Roles.Admin).Build())
            .AddPolicy(Service, Of(Roles.Service).Build())
            .AddPolicy(ReadingsRead, OrScope(ReadingsRead, Roles.Admin, Roles.Owner, Roles.Staff, Roles.Customer))
            .AddPolicy(DevicesRead, OrScope(DevicesRead, Roles.Admin, Roles.Owner, Roles.Staff))
            .AddPolicy(DevicesWrite, OrScope(DevicesWrite, Roles.Admin, Roles.Owner))
            .AddPolicy(DevicesControl, OrScope(DevicesControl, Roles.Admin, Roles.Owner, Roles.Staff, Roles.Customer));
    }

    private static AuthorizationPolicyBuilder Of(params string[] roles) =>
        new AuthorizationPolicyBuilder(AccessToken.Scheme).RequireClaim(AccessToken.Role, roles).AddRequirements(new PasswordIsOwn());

    private static AuthorizationPolicy OrScope(string scope, params string[] roles) =>
        new AuthorizationPolicyBuilder(AccessToken.Scheme)
            .AddRequirements(new PasswordIsOwn())
            .RequireAssertion(context => Caller.From(context.User) is { } caller
                && (roles.Contains(caller.Role, StringComparer.Ordinal) || (caller.Role == Roles.ApiKey && caller.Scopes.Contains(scope, StringComparer.Ordinal))))
            .Build();
}

/// <summary>The session's password is the person's own, not the temporary one that was handed out.</summary>
internal sealed class PasswordIsOwn : AuthorizationHandler<PasswordIsOwn>, IAuthorizationRequirement
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, PasswordIsOwn requirement)
    {
        if (context.User.HasClaim(AccessToken.PasswordChangeRequired, "true")) context.Fail(new AuthorizationFailureReason(this, AccessToken.PasswordChangeRequired));
        else context.Succeed(requirement);
        return Task.CompletedTask;
    }
}
