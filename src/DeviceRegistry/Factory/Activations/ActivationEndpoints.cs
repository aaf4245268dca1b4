using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Security;

namespace Platform.DeviceRegistry.Factory;

/// <summary>How many units come into use, how fast, and where people give up on the way.</summary>
internal static class ActivationEndpoints
{
    private const int MaxDays = 400, DefaultDays = 30;

    public static void MapActivations(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/activations", FiguresAsync).WithTags("Factory").RequireAuthorization(Policies.Admin)
            .WithSummary("Claims and first uses per day (UTC), from the first scan to the first use, and how far set-ups came; the last 30 days when no range is given. Steps of set-ups are kept for 90 days.");
        routes.MapPost("/api/setup/steps", NoteAsync).WithTags("Setup").AllowAnonymous()
            .WithSummary("Note that somebody who sets a device up has reached a step; the first time counts");
    }

    private static async Task<Results<Ok<Activations>, ProblemHttpResult>> FiguresAsync(
        ActivationStore activations, TimeProvider time, CancellationToken ct, DateTimeOffset? from = null, DateTimeOffset? to = null)
    {
        var end = (to ?? time.GetUtcNow()).ToUniversalTime();
        var start = (from ?? end.AddDays(-DefaultDays)).ToUniversalTime();
        if (start >= end) return Problems.Invalid(("to", "must be after from"));
        if (end - start > TimeSpan.FromDays(MaxDays)) return Problems.Invalid(("from", $"must be at most {MaxDays} days before to"));
        return TypedResults.Ok(await activations.FiguresAsync(start, end, ct));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> NoteAsync(ReachedStep body, ActivationStore activations, TimeProvider time, CancellationToken ct)
    {
        var errors = SetupSteps.Check(body).ToArray();
        if (errors.Length > 0) return Problems.Invalid(errors);
        await activations.NoteAsync(body.AttemptId!.Value, SerialNumber.Normalise(body.SerialNumber)!, body.Step!, time.GetUtcNow(), ct);
        return TypedResults.NoContent();
    }
}
