using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Platform.Jobs.Customers;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Security;

namespace Platform.Jobs.Tenants;

/// <summary>What a workshop may set of its jobs.</summary>
internal static class SettingEndpoints
{
    public static void MapSettings(this IEndpointRouteBuilder routes)
    {
        var settings = routes.MapGroup("/api/jobs/settings").WithTags("Jobs").RequireAuthorization(Policies.Owner);
        settings.MapGet("", ReadAsync).WithSummary("The workshop's settings of jobs");
        settings.MapPut("", SetAsync).RefusesAdmins().WithSummary("Set the country of telephone numbers that are written without one");
    }

    private static async Task<Results<Ok<JobSettings>, ProblemHttpResult>> ReadAsync(
        Caller caller, TenantStore tenants, CancellationToken ct, [FromQuery(Name = "workshop_id")] int? workshopId = null)
    {
        if ((caller.TenantScope ?? workshopId) is not { } tenantId) return Problems.Invalid(("workshop_id", "is required for an admin"));
        return await tenants.FindAsync(tenantId, ct) is { } tenant ? TypedResults.Ok(new JobSettings($"+{tenant.CountryCode}", tenant.TimeZone)) : Problems.NotFound("workshop");
    }

    private static async Task<Results<Ok<JobSettings>, ProblemHttpResult>> SetAsync(SetJobSettings body, Caller caller, TenantStore tenants, CancellationToken ct)
    {
        var code = body.CountryCode?.TrimStart('+');
        if (!PhoneNumber.IsCountryCode(code)) return Problems.Invalid(("country_code", "must be a country's code such as +91"));
        if (await tenants.FindAsync(caller.TenantScope ?? -1, ct) is not { } tenant) return Problems.NotFound("workshop");
        await tenants.SetCountryAsync(tenant.TenantId, code!, ct);
        return TypedResults.Ok(new JobSettings($"+{code}", tenant.TimeZone));
    }
}

/// <summary>The workshop's settings of jobs.</summary>
/// <param name="CountryCode">Of numbers that are written without one, such as <c>+91</c>.</param>
/// <param name="TimeZone">IANA name, in which hours of analytics are; changed with the workshop.</param>
internal sealed record JobSettings(string CountryCode, string TimeZone);

/// <summary>What is to be set.</summary>
internal sealed record SetJobSettings(string? CountryCode);
