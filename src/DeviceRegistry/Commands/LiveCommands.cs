using System.Threading.Channels;
using Dapper;
using Npgsql;
using Platform.Messaging;

namespace Platform.DeviceRegistry.Commands;

/// <summary>
/// Shows open browsers how a command goes. One after the other, and each time as the command is then, so that no older state
/// follows a newer one. Best effort and beside the command itself: who missed it reads it over HTTP.
/// </summary>
internal sealed partial class LiveCommands(NpgsqlDataSource database, LivePublisher live, ILogger<LiveCommands> logger) : BackgroundService
{
    /// <summary>The event's <c>type</c>.</summary>
    public const string Type = "command_status";

    private const int AtOnce = 200, MostWaiting = 10_000;

    private readonly Channel<Guid> moved = Channel.CreateBounded<Guid>(new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    /// <summary>Notes commands that are in another state; to be called after the commit. Does not wait.</summary>
    public void Tell(IEnumerable<Guid> commands)
    {
        foreach (var id in commands) moved.Writer.TryWrite(id);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (await moved.Reader.WaitToReadAsync(stoppingToken))
        {
            var ids = new HashSet<Guid>();
            while (ids.Count < AtOnce && moved.Reader.TryRead(out var id)) ids.Add(id);
            try
            {
                foreach (var command in await ReadAsync([.. ids], stoppingToken)) await live.PublishAsync(command.TenantId, command.PitId, Type, command, stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                LogNotShown(ids.Count, exception.Message);
            }
        }
    }

    /// <summary>Those of devices that have an owner, and only what was given since it is theirs.</summary>
    private async Task<IEnumerable<LiveCommand>> ReadAsync(Guid[] ids, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return await connection.QueryAsync<LiveCommand>("""
            select @Type as type, d.tenant_id, d.pit_id, d.device_id, c.command_id, c.command, c.status, c.failure, c.queued_at, c.sent_at, c.finished_at
            from commands c join devices d using (device_number)
            where c.command_id = any(@ids) and d.tenant_id is not null and (d.owned_since is null or c.queued_at >= d.owned_since)
            order by c.position
            """, new { Type, ids });
    }

    [LoggerMessage(3401, LogLevel.Information, "{Commands} commands could not be shown to open browsers: {Problem}")]
    private partial void LogNotShown(int commands, string problem);

    /// <summary>Times that have not come yet are null.</summary>
    private sealed record LiveCommand(
        string Type, int TenantId, int? PitId, string DeviceId, Guid CommandId, string Command, string Status, string? Failure,
        DateTimeOffset QueuedAt, DateTimeOffset? SentAt, DateTimeOffset? FinishedAt);
}
