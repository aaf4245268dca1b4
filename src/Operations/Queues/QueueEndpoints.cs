using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Operations.Storage;
using Platform.ServiceDefaults.Security;

namespace Platform.Operations.Queues;

/// <summary>What waits where.</summary>
internal static class QueueEndpoints
{
    public static void MapQueues(this IEndpointRouteBuilder app) =>
        app.MapGroup("/api/ops").WithTags("Operations").RequireAuthorization(Policies.Admin)
            .MapGet("/queues", GetAsync).WithSummary("Every queue of the broker and every outbox, with depth and age");

    private static async Task<Ok<PlatformQueues>> GetAsync(QueueLook look, StorageLook storage, TimeProvider time, CancellationToken ct)
    {
        var outboxes = storage.TakeAsync(ct);
        var (hasStatistics, queues, sessions) = await look.TakeAsync(ct);
        return TypedResults.Ok(new PlatformQueues(time.GetUtcNow(), hasStatistics, queues, sessions, [
            .. (await outboxes).Databases.Select(d => new OutboxQueue(d.Service, d.Outbox?.Waiting, d.Outbox?.OldestAgeS, d.Outbox?.SetAside)),
        ]));
    }
}

/// <summary>Everything that waits.</summary>
/// <param name="At">When it was looked.</param>
/// <param name="HasStatistics">Whether the broker keeps statistics; without them rates and ages of messages are null.</param>
/// <param name="Items">Every queue but those of devices' sessions, by name.</param>
/// <param name="DeviceSessions">What waits for devices, all sessions together.</param>
/// <param name="Outboxes">Messages that have not reached the broker yet, by service.</param>
internal sealed record PlatformQueues(DateTimeOffset At, bool HasStatistics, IReadOnlyList<QueueState> Items, DeviceSessions DeviceSessions, IReadOnlyList<OutboxQueue> Outboxes);

/// <summary>A queue of the broker; what it does not know is null.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type"><c>quorum</c> or <c>classic</c>.</param>
/// <param name="Ready">Messages that wait to be delivered.</param>
/// <param name="Unacknowledged">Messages that are delivered and not answered yet.</param>
/// <param name="Consumers">Who takes from it; null for a queue that belongs to one connection.</param>
/// <param name="InPerS">Messages that come in, a second.</param>
/// <param name="OutPerS">Messages that go out, a second.</param>
/// <param name="OldestAgeS">Age of the first message in seconds.</param>
/// <param name="NotEmptySince">Since when this service did not see it empty; null when it is. It looks every 15 s.</param>
/// <param name="IsErrorQueue">True for what a consumer gave up.</param>
internal sealed record QueueState(
    string Name, string Type, long? Ready, long? Unacknowledged, int? Consumers, double? InPerS, double? OutPerS,
    double? OldestAgeS, DateTimeOffset? NotEmptySince, bool IsErrorQueue);

/// <summary>The queues of devices' sessions, one each; an absent device's commands wait there.</summary>
/// <param name="Queues">How many there are.</param>
/// <param name="Ready">Messages that wait for devices.</param>
/// <param name="Unacknowledged">Messages that are delivered and not answered yet.</param>
internal sealed record DeviceSessions(int Queues, long? Ready, long? Unacknowledged);

/// <summary>The outbox of a service; its members are null when the service does not answer.</summary>
/// <param name="Service">Whose it is.</param>
/// <param name="Waiting">Messages that are still to be sent.</param>
/// <param name="OldestAgeS">How long the oldest waits, in seconds; null when none does.</param>
/// <param name="SetAside">Messages that were given up.</param>
internal sealed record OutboxQueue(string Service, long? Waiting, double? OldestAgeS, long? SetAside);
