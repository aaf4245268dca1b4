using Dapper;
using Npgsql;
using Platform.Contracts.Jobs;
using Platform.Jobs.Jobs;
using Platform.Messaging;
using Platform.ServiceDefaults.Hosting;

namespace Platform.Jobs.Messages;

/// <summary>
/// Tells customers half an hour before the estimated end, once for every estimate: the estimate that was told of is noted with the job in
/// the transaction of the message, and another one is another message.
/// </summary>
internal sealed class EndingSoon(NpgsqlDataSource database, MessageOutbox messages) : IRound
{
    private const int Batch = 100;
    private static readonly TimeSpan Ahead = TimeSpan.FromMinutes(30);

    public TimeSpan Every => TimeSpan.FromSeconds(10);

    public async Task RunOnceAsync(DateTimeOffset now, CancellationToken ct)
    {
        while (await TellAsync(now, ct) == Batch)
        {
        }
    }

    /// <summary>An end that is over already is not soon any more; a job that somebody changes at this moment is left to the next round.</summary>
    private async Task<int> TellAsync(DateTimeOffset now, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var due = (await connection.QueryAsync<JobRow>($"""
            update jobs j set told_end_time = j.estimated_end_time
            where j.job_id in (
                select d.job_id from jobs d
                where d.status in ('in_progress', 'quality_check') and d.estimated_end_time > @now and d.estimated_end_time <= @until
                  and d.told_end_time is distinct from d.estimated_end_time
                order by d.estimated_end_time limit {Batch} for update skip locked)
            returning {JobRow.Columns}
            """, new { now, until = now + Ahead }, transaction)).AsList();
        foreach (var job in due)
        {
            await Outbox.AddAsync(transaction, new JobEndingSoon(job.Facts, now), job.Stream, now);
            await messages.AddAsync(transaction, job, MessageKinds.EndingSoon, now);
        }

        await transaction.CommitAsync(ct);
        return due.Count;
    }
}
