using Dapper;
using Npgsql;
using Platform.Jobs.Activity;
using Platform.Jobs.Jobs;
using Platform.ServiceDefaults.Security;

namespace Platform.Jobs.Ratings;

/// <summary>What became of a rating.</summary>
internal abstract record RatingOutcome
{
    public sealed record Rated(DateTimeOffset At) : RatingOutcome;

    public sealed record NoSuchJob : RatingOutcome;

    public sealed record NotCompleted(string Status) : RatingOutcome;

    public sealed record IsRated : RatingOutcome;
}

/// <summary>Writes ratings down; of two at once the first counts.</summary>
internal sealed class RatingStore(NpgsqlDataSource database)
{
    public async Task<RatingOutcome> RateAsync(Caller caller, long jobId, int rating, string? comment, DateTimeOffset now, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var scope = new JobScope(caller.TenantScope, Pits: null, caller.UserId);
        var rated = await connection.QuerySingleOrDefaultAsync<JobRow>($"""
            update jobs j set rating = @rating, rating_comment = @comment, rated_at = @now, changed_at = @now, version = j.version + 1
            where j.tenant_id = @TenantId and j.customer_user_id = @CustomerUserId and j.job_id = @jobId and j.status = 'completed' and j.rating is null
            returning {JobRow.Columns}
            """, new { scope.TenantId, scope.CustomerUserId, jobId, rating, comment, now }, transaction);
        if (rated is null)
        {
            return await JobQueries.LockAsync(transaction, scope, jobId) switch
            {
                null => new RatingOutcome.NoSuchJob(),
                { Rating: not null } => new RatingOutcome.IsRated(),
                var job => new RatingOutcome.NotCompleted(job.Status),
            };
        }

        await ActivityLog.AddAsync(transaction, rated, caller, ActivityKinds.Rated, rating.ToString(System.Globalization.CultureInfo.InvariantCulture), now);
        await transaction.CommitAsync(ct);
        return new RatingOutcome.Rated(now);
    }
}
