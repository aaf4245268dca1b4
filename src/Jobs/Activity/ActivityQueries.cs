using Dapper;
using Npgsql;

namespace Platform.Jobs.Activity;

/// <summary>What somebody did with a job.</summary>
/// <param name="ActivityId">Orders them.</param>
/// <param name="JobId">The job.</param>
/// <param name="PitId">Its pit.</param>
/// <param name="PitNumber">The pit's number in the workshop.</param>
/// <param name="CarPlate">The car's plate.</param>
/// <param name="UserId">Who.</param>
/// <param name="Role">In which role.</param>
/// <param name="Kind">
/// <c>created</c>, <c>status</c>, <c>time</c>, <c>stage_done</c>, <c>stage_open</c>, <c>stage_current</c>, <c>material_done</c>, <c>material_open</c>,
/// <c>materials</c>, <c>staff</c> or <c>rated</c>.
/// </param>
/// <param name="Detail">What exactly, such as the stage's name.</param>
/// <param name="At">When.</param>
internal sealed record ActivityView(long ActivityId, long JobId, int PitId, int PitNumber, string CarPlate, long UserId, string Role, string Kind, string Detail, DateTimeOffset At)
{
    /// <summary>What the person is called; null when that is not known at the moment.</summary>
    public string? Name { get; init; }
}

/// <summary>What a list of deeds is limited to; null means all.</summary>
internal sealed record ActivityFilter(int? TenantId, long? JobId, long? UserId, string? Role, int? PitId, string? Kind, DateTimeOffset? From, DateTimeOffset? To);

/// <summary>SQL that reads the record of what people did.</summary>
internal sealed class ActivityQueries(NpgsqlDataSource database)
{
    /// <summary>Deeds before a number, newest first. Conditions that do not apply are not in the statement.</summary>
    public async Task<IReadOnlyList<ActivityView>> ListAsync(ActivityFilter filter, long before, int limit, CancellationToken ct)
    {
        var where = new List<string> { "a.activity_id < @before" };
        if (filter.TenantId is not null) where.Add("a.tenant_id = @TenantId");
        if (filter.JobId is not null) where.Add("a.job_id = @JobId");
        if (filter.UserId is not null) where.Add("a.user_id = @UserId");
        if (filter.Role is not null) where.Add("a.role = @Role");
        if (filter.PitId is not null) where.Add("a.pit_id = @PitId");
        if (filter.Kind is not null) where.Add("a.kind = @Kind");
        if (filter.From is not null) where.Add("a.at >= @From");
        if (filter.To is not null) where.Add("a.at < @To");
        await using var connection = await database.OpenConnectionAsync(ct);
        return [.. await connection.QueryAsync<ActivityView>($"""
            select a.activity_id, a.job_id, a.pit_id, j.pit_number, j.car_plate, a.user_id, a.role, a.kind, a.detail, a.at
            from job_activity a join jobs j using (job_id)
            where {string.Join(" and ", where)} order by a.activity_id desc limit @limit
            """,
            new { filter.TenantId, filter.JobId, filter.UserId, filter.Role, filter.PitId, filter.Kind, filter.From, filter.To, before, limit })];
    }
}
