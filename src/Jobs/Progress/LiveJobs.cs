using System.Threading.Channels;
using Dapper;
using Npgsql;
using Platform.Messaging;

namespace Platform.Jobs.Progress;

/// <summary>
/// Shows open browsers how a job is. One after the other, and each time as the job is then, so that no older state follows a newer one. It
/// carries nothing of the person but the number of the account: the gateway gives it to owners, to staff with the pit, and of customers to that one alone.
/// </summary>
internal sealed partial class LiveJobs(NpgsqlDataSource database, LivePublisher live, ILogger<LiveJobs> logger) : BackgroundService
{
    /// <summary>The event's <c>type</c>.</summary>
    public const string Type = "job_status";

    private const int AtOnce = 200, MostWaiting = 10_000;

    private readonly Channel<long> changed = Channel.CreateBounded<long>(new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    /// <summary>Notes a job that changed; to be called after the commit. Does not wait.</summary>
    public void Tell(long jobId) => changed.Writer.TryWrite(jobId);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (await changed.Reader.WaitToReadAsync(stoppingToken))
        {
            var ids = new HashSet<long>();
            while (ids.Count < AtOnce && changed.Reader.TryRead(out var id)) ids.Add(id);
            try
            {
                foreach (var job in await ReadAsync([.. ids], stoppingToken)) await SendAsync(job, stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                LogNotShown(ids.Count, exception.Message);
            }
        }
    }

    private async Task<IReadOnlyList<Row>> ReadAsync(long[] ids, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return (await connection.QueryAsync<Row>("""
            select j.tenant_id, j.job_id, j.pit_id, j.customer_user_id, j.status, j.estimated_end_time, s.current_stage, j.current_stage as current_stage_position,
                   s.stages_done, s.stages_total, j.version
            from jobs j
            cross join lateral (
                select count(*)::integer as stages_total, count(s.done_at)::integer as stages_done, max(s.name) filter (where s.position = j.current_stage) as current_stage
                from job_stages s where s.job_id = j.job_id) s
            where j.job_id = any(@ids)
            """, new { ids })).AsList();
    }

    private Task SendAsync(Row job, CancellationToken ct) => live.PublishAsync(
        job.TenantId,
        job.PitId,
        Type,
        new LiveJob(Type, job.JobId, job.PitId, job.CustomerUserId, job.Status, job.EstimatedEndTime, job.CurrentStage, job.CurrentStagePosition, job.StagesDone, job.StagesTotal, job.Version),
        ct);

    [LoggerMessage(7101, LogLevel.Information, "{Jobs} jobs could not be shown to open browsers: {Problem}")]
    private partial void LogNotShown(int jobs, string problem);

    private sealed record Row(
        int TenantId, long JobId, int PitId, long CustomerUserId, string Status, DateTimeOffset EstimatedEndTime, string? CurrentStage, int? CurrentStagePosition, int StagesDone, int StagesTotal,
        long Version);

    /// <summary>What browsers get; <c>user_id</c> is the customer's.</summary>
    private sealed record LiveJob(
        string Type, long JobId, int PitId, long UserId, string Status, DateTimeOffset EstimatedEndTime, string? CurrentStage, int? CurrentStagePosition, int StagesDone, int StagesTotal,
        long Version);
}
