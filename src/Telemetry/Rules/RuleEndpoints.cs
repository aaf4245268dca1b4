using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Platform.Contracts.Identity;
using Platform.Messaging;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Security;

namespace Platform.Telemetry.Rules;

/// <summary>What raises alerts, per tenant and if wanted per pit.</summary>
internal static class RuleEndpoints
{
    public static void MapAlertRules(this IEndpointRouteBuilder routes)
    {
        var rules = routes.MapGroup("/api/alert-rules").WithTags("Alert rules").RequireAuthorization(Policies.Owner);
        rules.MapGet("/", ListAsync).WithSummary("The tenant's rules, with the platform's own where it has none of that type");
        rules.MapPost("/", CreateAsync).TakesIdempotencyKey().WithSummary("A new rule; one of the type of a default takes its place");
        rules.MapGet("/{ruleId:long}", GetAsync).WithSummary("One rule");
        rules.MapPut("/{ruleId:long}", ReplaceAsync).WithSummary("Changes a rule to what the body says");
        rules.MapDelete("/{ruleId:long}", RemoveAsync).WithSummary("Removes a rule; where there is a default of its type, that counts again");
    }

    private static async Task<Results<Ok<Page<AlertRuleView>>, ProblemHttpResult>> ListAsync(
        Caller caller, RuleStore store, ReplicatedView<string, TenantFacts> tenants, CancellationToken ct,
        [FromQuery(Name = "workshop_id")] int? workshopId = null, [FromQuery(Name = "pit_id")] int? pitId = null, long? cursor = null, int? limit = null)
    {
        var tenant = caller.TenantScope ?? workshopId;
        var size = Page.Limit(limit);
        var rules = await store.ListAsync(tenant, pitId, cursor ?? 0, size + 1, ct);
        var page = Page.Of(rules, size, r => r.RuleId!.Value.ToString(CultureInfo.InvariantCulture));
        // Defaults are few and stand on the first page.
        if (cursor is not null || tenant is not { } one || !tenants.All.Any(t => t.TenantId == one && t.Kind == RuleDefaults.TenantKind)) return TypedResults.Ok(page);
        var replaced = await store.OwnTypesAsync(one, ct);
        return TypedResults.Ok(page with { Items = [.. RuleDefaults.All.Where(d => !replaced.Contains(d.AlertType)).Select(d => AlertRuleView.OfDefault(one, d)), .. page.Items] });
    }

    private static async Task<Results<Created<AlertRuleView>, ProblemHttpResult>> CreateAsync(WriteAlertRule body, Caller caller, RuleStore store, TimeProvider time, CancellationToken ct)
    {
        var errors = RuleChecks.Of(body).ToList();
        if (caller.IsAdmin && body.WorkshopId is null) errors.Add(("workshop_id", "must say which tenant the rule is for"));
        if (errors.Count > 0) return Problems.Invalid([.. errors]);
        if (!caller.IsAdmin && body.WorkshopId is { } asked && asked != caller.TenantId) return Problems.NotFound("workshop");
        return await store.AddAsync(body.WorkshopId ?? caller.TenantId!.Value, body, caller.UserId, time.GetUtcNow(), ct) is { } rule
            ? TypedResults.Created($"/api/alert-rules/{rule.RuleId}", rule)
            : Conflict();
    }

    private static async Task<Results<Ok<AlertRuleView>, ProblemHttpResult>> GetAsync(long ruleId, Caller caller, RuleStore store, CancellationToken ct) =>
        await store.FindAsync(caller.TenantScope, ruleId, ct) is { } rule ? TypedResults.Ok(rule) : Problems.NotFound("alert rule");

    private static async Task<Results<Ok<AlertRuleView>, ProblemHttpResult>> ReplaceAsync(
        long ruleId, WriteAlertRule body, Caller caller, RuleStore store, TimeProvider time, CancellationToken ct)
    {
        if (RuleChecks.Of(body).ToArray() is { Length: > 0 } errors) return Problems.Invalid(errors);
        return await store.ReplaceAsync(caller.TenantScope, ruleId, body, caller.UserId, time.GetUtcNow(), ct) switch
        {
            RuleWritten.Done done => TypedResults.Ok(done.Rule),
            RuleWritten.Taken => Conflict(),
            _ => Problems.NotFound("alert rule"),
        };
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> RemoveAsync(long ruleId, Caller caller, RuleStore store, TimeProvider time, CancellationToken ct) =>
        await store.RemoveAsync(caller.TenantScope, ruleId, time.GetUtcNow(), ct) ? TypedResults.NoContent() : Problems.NotFound("alert rule");

    private static ProblemHttpResult Conflict() => Problems.Conflict("alert_rule_exists", "The tenant has a rule of this type for this pit already; change that one.");
}

/// <summary>A rule as it is written.</summary>
/// <param name="AlertType">One of the defaults (<c>high_aqi</c>, <c>critical_aqi</c>, <c>temp_out_of_range</c>, <c>humidity_high</c>, <c>device_offline</c>), or a name of the tenant's own.</param>
/// <param name="PitId">Only for this pit; null for all.</param>
/// <param name="Kind"><c>threshold</c> or <c>no_data</c>.</param>
/// <param name="Measure"><c>temperature</c> (°C), <c>humidity</c> (%RH), <c>aqi</c> (0-500) or <c>pressure</c> (hPa); for thresholds.</param>
/// <param name="Above">Holds above this.</param>
/// <param name="AboveClear">Is over at this or below; not above <paramref name="Above"/>, and that when not given.</param>
/// <param name="Below">Holds below this.</param>
/// <param name="BelowClear">Is over at this or above; not below <paramref name="Below"/>, and that when not given.</param>
/// <param name="ForSeconds">How long it must hold, 0-3600.</param>
/// <param name="SilentSeconds">Silence that raises it, 60-86400; for <c>no_data</c>.</param>
/// <param name="RepeatMinutes">How often people are told again while nobody acknowledges, 5-1440; null for once.</param>
/// <param name="Severity"><c>info</c>, <c>warning</c> or <c>critical</c>.</param>
/// <param name="Enabled">False switches it off, and with it the default or the tenant's rule that it stands for.</param>
/// <param name="WorkshopId">The tenant; needed from admins, and of an owner only the own.</param>
internal sealed record WriteAlertRule(
    string? AlertType, int? PitId, string? Kind, string? Measure, double? Above, double? AboveClear, double? Below, double? BelowClear,
    int? ForSeconds, int? SilentSeconds, int? RepeatMinutes, string? Severity, bool? Enabled, int? WorkshopId) : IRequestBody;

/// <summary>A rule.</summary>
/// <param name="RuleId">Which one; null for the platform's own, which nobody has changed.</param>
/// <param name="WorkshopId">The tenant.</param>
/// <param name="PitId">Only for this pit; null for all.</param>
/// <param name="AlertType">What its alerts are called.</param>
/// <param name="Kind"><c>threshold</c> or <c>no_data</c>.</param>
/// <param name="Measure">Which value of a reading.</param>
/// <param name="Above">Holds above this.</param>
/// <param name="AboveClear">Is over at this or below.</param>
/// <param name="Below">Holds below this.</param>
/// <param name="BelowClear">Is over at this or above.</param>
/// <param name="ForSeconds">How long it must hold.</param>
/// <param name="SilentSeconds">Silence that raises it.</param>
/// <param name="RepeatMinutes">How often people are told again.</param>
/// <param name="Severity"><c>info</c>, <c>warning</c> or <c>critical</c>.</param>
/// <param name="Enabled">False when it is off.</param>
/// <param name="IsDefault">True for the platform's own.</param>
/// <param name="UpdatedAt">When it was written last; null for the platform's own.</param>
internal sealed record AlertRuleView(
    long? RuleId, int WorkshopId, int? PitId, string AlertType, string Kind, string? Measure, double? Above, double? AboveClear, double? Below, double? BelowClear,
    int ForSeconds, int? SilentSeconds, int? RepeatMinutes, string Severity, bool Enabled, bool IsDefault, DateTimeOffset? UpdatedAt)
{
    public static AlertRuleView OfDefault(int tenantId, AlertRule rule) => new(
        RuleId: null, tenantId, PitId: null, rule.AlertType, rule.Measure is null ? RuleChecks.NoData : RuleChecks.Threshold, rule.Measure, rule.Above, rule.AboveClear, rule.Below, rule.BelowClear,
        (int)rule.For.TotalSeconds, (int?)rule.SilentFor?.TotalSeconds, rule.RepeatMinutes, rule.Severity, rule.Enabled, IsDefault: true, UpdatedAt: null);
}
