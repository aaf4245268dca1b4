using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Platform.Access;
using Platform.Messaging;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Security;

namespace Platform.Notifications.Alerts;

/// <summary>What is or was wrong: lists, history, acknowledgement. Staff see their pits; the tenant's customers nothing.</summary>
internal static class AlertEndpoints
{
    private const int LongestNote = 500;

    public static void MapAlerts(this IEndpointRouteBuilder routes)
    {
        var alerts = routes.MapGroup("/api/alerts").WithTags("Alerts").RequireAuthorization(Policies.Staff);
        alerts.MapGet("/", ListAsync).WithSummary("Alerts, newest first");
        alerts.MapGet("/{alertId:long}", GetAsync).WithSummary("One alert with its history");
        alerts.MapPost("/{alertId:long}/acknowledge", AcknowledgeAsync).WithSummary("Takes an alert on: nobody else is woken for it");
    }

    private static async Task<Results<Ok<Page<AlertView>>, ProblemHttpResult>> ListAsync(
        Caller caller, AlertStore store, PitAccess access, CancellationToken ct, string? status = null, string? severity = null,
        [FromQuery(Name = "pit_id")] int? pitId = null, [FromQuery(Name = "device_id")] string? deviceId = null, DateTimeOffset? from = null, DateTimeOffset? to = null,
        [FromQuery(Name = "workshop_id")] int? workshopId = null, long? cursor = null, int? limit = null)
    {
        var errors = new List<(string, string)>();
        if (status is not null && !AlertStatus.Filters.Contains(status)) errors.Add(("status", $"must be one of {string.Join(", ", AlertStatus.Filters)}"));
        if (severity is not null && !Severities.All.Contains(severity)) errors.Add(("severity", $"must be one of {string.Join(", ", Severities.All)}"));
        if (from > to) errors.Add(("from", "must not be after to"));
        if (errors.Count > 0) return Problems.Invalid([.. errors]);
        var size = Page.Limit(limit);
        var filter = new AlertFilter(caller.TenantScope ?? workshopId, access.VisiblePits(caller), status, severity, pitId, deviceId, from, to);
        return TypedResults.Ok(Page.Of(await store.ListAsync(filter, cursor ?? long.MaxValue, size + 1, ct), size, a => a.AlertId.ToString(CultureInfo.InvariantCulture)));
    }

    private static async Task<Results<Ok<AlertDetails>, ProblemHttpResult>> GetAsync(long alertId, Caller caller, AlertStore store, PitAccess access, CancellationToken ct) =>
        await store.FindAsync(caller.TenantScope, access.VisiblePits(caller), alertId, ct) is { } alert
            ? TypedResults.Ok(new AlertDetails(alert, await store.ChangesAsync(alertId, ct)))
            : Problems.NotFound("alert");

    private static async Task<Results<Ok<AlertView>, ProblemHttpResult>> AcknowledgeAsync(
        long alertId, AcknowledgeAlert body, Caller caller, AlertStore store, LiveAlerts live, PitAccess access, TimeProvider time, CancellationToken ct)
    {
        if (body.Note is { Length: > LongestNote } || body.Note?.Any(c => char.IsControl(c) && c != '\n') == true)
            return Problems.Invalid(("note", $"must have at most {LongestNote} characters, none of them control characters"));
        var pits = access.VisiblePits(caller);
        if (await store.AcknowledgeAsync(caller.TenantScope, pits, alertId, caller.UserId, body.Note ?? "", time.GetUtcNow(), ct) is { } alert)
        {
            await live.SendAsync(alert, ct);
            return TypedResults.Ok(alert);
        }

        return await store.FindAsync(caller.TenantScope, pits, alertId, ct) is { } other
            ? Problems.Conflict("alert_not_open", $"The alert is {other.Status} already.", ("alert_status", other.Status), ("acknowledged_by", other.AcknowledgedBy))
            : Problems.NotFound("alert");
    }
}

/// <summary>What somebody says who takes an alert on.</summary>
/// <param name="Note">At most 500 characters; may be left out.</param>
internal sealed record AcknowledgeAlert(string? Note) : IRequestBody;

/// <summary>An alert with what happened to it.</summary>
/// <param name="Alert">As it is now.</param>
/// <param name="History">In order.</param>
internal sealed record AlertDetails(AlertView Alert, IReadOnlyList<AlertChange> History);
