using MassTransit;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Platform.Contracts.Telemetry;
using Platform.Messaging;
using Platform.ServiceDefaults.Hosting;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Security;

namespace Platform.Licensing.Violations;

/// <summary>Keeps what Telemetry refused because of a license.</summary>
internal sealed class LicenseViolationConsumer(Inbox inbox) : IConsumer<LicenseViolationSeen>
{
    public Task Consume(ConsumeContext<LicenseViolationSeen> context) =>
        inbox.OnceAsync(context, "license-violation", transaction => ViolationStore.AddAsync(transaction, context.Message));
}

/// <summary>Forgets violations after 30 days.</summary>
internal sealed class ViolationHousekeeping(ViolationStore violations) : IRound
{
    private const int Batch = 5000;

    public TimeSpan Every => TimeSpan.FromMinutes(10);

    public async Task RunOnceAsync(DateTimeOffset now, CancellationToken ct)
    {
        while (await violations.ForgetAsync(Batch, now, ct) == Batch)
        {
        }
    }
}

/// <summary>Violations as owners and admins see them.</summary>
internal static class ViolationEndpoints
{
    public static void MapViolations(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/violations", ListAsync).RequireAuthorization(Policies.Owner).WithTags("Licenses").WithSummary("Refused readings by device, reason and minute, newest first");

    private static async Task<Results<Ok<Page<ViolationView>>, ProblemHttpResult>> ListAsync(
        Caller caller, ViolationStore violations, CancellationToken ct,
        [FromQuery(Name = "workshop_id")] int? workshopId = null, [FromQuery(Name = "device_id")] string? deviceId = null, string? reason = null,
        DateTimeOffset? from = null, DateTimeOffset? to = null, int? limit = null, string? cursor = null)
    {
        var after = cursor is null ? null : ViolationPlace.Read(cursor);
        if (cursor is not null && after is null) return Problems.Invalid(("cursor", "must be the next_cursor of the page before"));
        if (from >= to) return Problems.Invalid(("from", "must be before to"));
        var take = Page.Limit(limit);
        var rows = await violations.ListAsync(caller.TenantScope ?? workshopId, new ViolationFilter(deviceId, reason, from, to), after, take + 1, ct);
        return TypedResults.Ok(Page.Of(rows, take, v => ViolationPlace.Of(v).ToString()));
    }
}
