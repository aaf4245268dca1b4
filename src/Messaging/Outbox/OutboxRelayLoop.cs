using System.Data;
using Dapper;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Platform.Messaging;

/// <summary>
/// Runs the relay in one replica of the service: the one that holds the advisory lock. A notification wakes it at once;
/// it looks by itself every second as well, because notifications can be lost.
/// </summary>
internal sealed partial class OutboxRelayLoop(OutboxRelay relay, NpgsqlDataSource database, ILogger<OutboxRelayLoop> logger) : BackgroundService
{
    private const long Lock = 0x504C_4154_4F55_5442;
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await RelayWhileLockedAsync(stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                LogRoundFailed(exception.Message);
            }

            await Task.Delay(LookEvery, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task RelayWhileLockedAsync(CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        if (!await connection.ExecuteScalarAsync<bool>("select pg_try_advisory_lock(@Lock)", new { Lock })) return;
        try
        {
            await connection.ExecuteAsync($"listen {Outbox.Channel}");
            while (!ct.IsCancellationRequested)
            {
                while (await relay.RunOnceAsync(relay.Now, ct) > 0)
                {
                }

                await connection.WaitAsync(LookEvery, ct);
            }
        }
        finally
        {
            // A pooled connection keeps its session: without this the lock would stay with an idle connection.
            if (connection.State == ConnectionState.Open) await connection.ExecuteAsync("select pg_advisory_unlock(@Lock); unlisten *", new { Lock });
        }
    }

    [LoggerMessage(2103, LogLevel.Warning, "The outbox relay stopped and starts again: {Problem}")]
    private partial void LogRoundFailed(string problem);
}
