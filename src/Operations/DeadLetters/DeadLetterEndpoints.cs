using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Security;

namespace Platform.Operations.DeadLetters;

/// <summary>What consumers gave up: to be looked at, tried again, or dropped. Every act is logged with who did it.</summary>
internal static partial class DeadLetterEndpoints
{
    public static void MapDeadLetters(this IEndpointRouteBuilder app)
    {
        var letters = app.MapGroup("/api/ops/dead-letters").WithTags("Operations").RequireAuthorization(Policies.Admin);
        letters.MapGet("/", ListAsync).WithSummary("Every error queue with its newest messages, which stay in it");
        letters.MapPost("/{queue}/replay", ReplayAsync).WithSummary("Moves messages back to the queue that they came from, oldest first");
        letters.MapDelete("/{queue}", PurgeAsync).WithSummary("Drops all messages of an error queue; confirm has to be its name");
    }

    private static async Task<Ok<DeadLetterList>> ListAsync(DeadLetterQueues queues, CancellationToken ct) =>
        TypedResults.Ok(new DeadLetterList(await queues.ListAsync(ct)));

    private static async Task<Results<Ok<ReplayAnswer>, ProblemHttpResult>> ReplayAsync(
        string queue, [FromBody] ReplayRequest? request, Caller caller, DeadLetterQueues queues, ILoggerFactory loggers, CancellationToken ct)
    {
        if (request?.Count is < 1 or > DeadLetterQueues.MostAtOnce) return Problems.Invalid(("count", $"must be between 1 and {DeadLetterQueues.MostAtOnce}"));
        if (await queues.ReplayAsync(queue, request?.Count ?? DeadLetterQueues.MostAtOnce, ct) is not { } replayed) return Problems.NotFound("error queue");
        if (!replayed.HasSource)
            return Problems.Conflict("source_queue_missing", $"The queue {ErrorQueue.SourceOf(queue)} is not there, so nobody would take the messages; start the service that it belongs to and try again.");
        LogReplayed(LoggerOf(loggers), caller.Actor, replayed.Moved, queue, replayed.Left);
        return TypedResults.Ok(new ReplayAnswer(queue, ErrorQueue.SourceOf(queue), replayed.Moved, replayed.Left));
    }

    private static async Task<Results<Ok<PurgeAnswer>, ProblemHttpResult>> PurgeAsync(
        string queue, [FromBody] PurgeRequest request, Caller caller, DeadLetterQueues queues, ILoggerFactory loggers, CancellationToken ct)
    {
        if (!ErrorQueue.IsOne(queue)) return Problems.NotFound("error queue");
        if (request.Confirm != queue) return Problems.Invalid(("confirm", "must be the name of the queue whose messages are to be dropped"));
        if (await queues.PurgeAsync(queue, ct) is not { } dropped) return Problems.NotFound("error queue");
        LogPurged(LoggerOf(loggers), caller.Actor, dropped, queue);
        return TypedResults.Ok(new PurgeAnswer(queue, dropped));
    }

    private static ILogger LoggerOf(ILoggerFactory loggers) => loggers.CreateLogger(typeof(DeadLetterEndpoints));

    [LoggerMessage(6001, LogLevel.Warning, "{Actor} moved {Moved} messages of {Queue} back to where they came from; {Left} are left")]
    private static partial void LogReplayed(ILogger logger, string actor, int moved, string queue, long left);

    [LoggerMessage(6002, LogLevel.Warning, "{Actor} dropped {Dropped} messages of {Queue}")]
    private static partial void LogPurged(ILogger logger, string actor, uint dropped, string queue);
}

/// <summary>All error queues that exist; one is made when the first message fails.</summary>
internal sealed record DeadLetterList(IReadOnlyList<DeadLetterQueue> Items);

/// <summary>An error queue.</summary>
/// <param name="Queue">Its name.</param>
/// <param name="Source">The queue that its messages came from.</param>
/// <param name="Count">Messages in it.</param>
/// <param name="LookedAt">How many of them were looked at, oldest first; when that is less than all, the newest are not among them.</param>
/// <param name="Messages">The newest of those, newest first, at most 20.</param>
internal sealed record DeadLetterQueue(string Queue, string Source, long Count, int LookedAt, IReadOnlyList<DeadLetter> Messages);

/// <summary>What is to be tried again.</summary>
/// <param name="Count">How many messages, oldest first; all when absent.</param>
internal sealed record ReplayRequest(int? Count = null);

/// <summary>What was moved.</summary>
internal sealed record ReplayAnswer(string Queue, string Source, int Moved, long Left);

/// <summary>The name of the queue once more.</summary>
internal sealed record PurgeRequest(string? Confirm = null);

/// <summary>What was dropped.</summary>
internal sealed record PurgeAnswer(string Queue, long Dropped);
