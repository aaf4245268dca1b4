using System.Globalization;
using Dapper;
using Npgsql;

namespace Platform.Jobs.Jobs;

/// <summary>What a list of jobs is limited to; null means all.</summary>
internal sealed record JobFilter(IReadOnlyList<string>? Statuses, int? PitId, long? StaffUserId, DateTimeOffset? From, DateTimeOffset? To, string? Text);

/// <summary>Where a page of jobs ends: the newest come first.</summary>
internal sealed record JobPosition(DateTimeOffset CreatedAt, long JobId)
{
    public string Cursor => string.Create(CultureInfo.InvariantCulture, $"{CreatedAt.UtcTicks}.{JobId}");

    public static JobPosition? Read(string cursor) =>
        cursor.Split('.') is [var ticks, var id]
        && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at <= DateTimeOffset.MaxValue.UtcTicks
        && long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var jobId)
            ? new(new DateTimeOffset(at, TimeSpan.Zero), jobId)
            : null;
}

/// <summary>SQL that reads jobs. Every statement is limited by the caller's <see cref="JobScope"/>.</summary>
internal sealed class JobQueries(NpgsqlDataSource database)
{
    private const string View = """
        j.job_id, j.tenant_id as workshop_id, j.customer_name, j.pit_id, j.pit_number, j.car_model, j.car_plate, j.work_type, j.status,
        j.estimated_minutes as estimated_duration_minutes, j.estimated_end_time, j.created_at, j.started_at, j.ended_at,
        s.current_stage, s.stages_done, s.stages_total, j.rating, j.version
        """;

    /// <summary>Jobs before a position, newest first.</summary>
    public async Task<IReadOnlyList<JobView>> ListAsync(JobScope scope, JobFilter filter, JobPosition? before, int limit, CancellationToken ct)
    {
        var where = new List<string> { scope.Where };
        if (before is not null) where.Add("(j.created_at, j.job_id) < (@createdAt, @jobId)");
        if (filter.Statuses is [_]) where.Add("j.status = @status");
        if (filter.Statuses is { Count: > 1 }) where.Add("j.status = any(@statuses)");
        if (filter.PitId is not null) where.Add("j.pit_id = @PitId");
        if (filter.From is not null) where.Add("j.created_at >= @From");
        if (filter.To is not null) where.Add("j.created_at < @To");
        if (filter.StaffUserId is not null) where.Add("j.job_id in (select f.job_id from job_staff f where f.user_id = @StaffUserId)");
        if (filter.Text is not null) where.Add("lower(j.customer_name || ' ' || j.car_model || ' ' || j.car_plate || ' ' || j.work_type) like @pattern");
        await using var connection = await database.OpenConnectionAsync(ct);
        // The stages are counted of those jobs only that are answered.
        var jobs = (await connection.QueryAsync<JobView>($"""
            select {View} from (
                select j.* from jobs j where {string.Join(" and ", where)} order by j.created_at desc, j.job_id desc limit @limit) j
            cross join lateral (
                select count(*)::integer as stages_total, count(s.done_at)::integer as stages_done, max(s.name) filter (where s.position = j.current_stage) as current_stage
                from job_stages s where s.job_id = j.job_id) s
            order by j.created_at desc, j.job_id desc
            """,
            new
            {
                scope.TenantId,
                scope.Pits,
                scope.CustomerUserId,
                createdAt = before?.CreatedAt,
                jobId = before?.JobId,
                status = filter.Statuses?[0],
                statuses = filter.Statuses?.ToArray(),
                filter.PitId,
                filter.From,
                filter.To,
                filter.StaffUserId,
                pattern = filter.Text is null ? null : PatternOf(filter.Text),
                limit,
            })).AsList();
        var staff = await StaffAsync(connection, [.. jobs.Select(j => j.JobId)]);
        return [.. jobs.Select(j => j with { Staff = [.. staff[j.JobId]] })];
    }

    /// <summary>The job as it lies there; null when it is not in the scope.</summary>
    public async Task<JobRow?> FindAsync(JobScope scope, long jobId, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return await FindAsync(connection, null, scope, jobId, "");
    }

    /// <summary>The job, locked until the end of the transaction.</summary>
    public static Task<JobRow?> LockAsync(NpgsqlTransaction transaction, JobScope scope, long jobId) =>
        FindAsync(transaction.Connection!, transaction, scope, jobId, "for update of j");

    /// <summary>Everything of a job; null when it is not in the scope.</summary>
    public async Task<JobDetails?> DetailsAsync(JobScope scope, long jobId, CancellationToken ct)
    {
        var forCustomer = scope.CustomerUserId is not null;
        await using var connection = await database.OpenConnectionAsync(ct);
        if (await FindAsync(connection, null, scope, jobId, "") is not { } job) return null;
        await using var rest = await connection.QueryMultipleAsync("""
            select coalesce((select t.name from tenants t where t.tenant_id = @TenantId), '') as name;
            select user_id, name, phone, email from customers where tenant_id = @TenantId and customer_id = @CustomerId;
            select position, name, done_at, position is not distinct from @CurrentStage as is_current from job_stages where job_id = @JobId order by position;
            select user_id, name from job_staff where job_id = @JobId order by name, user_id;
            select position, name, done_at, done_by from job_materials where job_id = @JobId order by position;
            select at, actor, reason, from_time, to_time from job_time_changes where job_id = @JobId order by change_id;
            """, new { job.TenantId, job.CustomerId, job.JobId, job.CurrentStage });
        var workshop = await rest.ReadSingleAsync<string>();
        var customer = await rest.ReadSingleAsync<JobCustomer>();
        var stages = (await rest.ReadAsync<JobStage>()).AsList();
        var staff = (await rest.ReadAsync<JobPerson>()).AsList();
        var materials = (await rest.ReadAsync<JobMaterial>()).AsList();
        var changes = (await rest.ReadAsync<JobTimeChange>()).AsList();
        return new JobDetails
        {
            JobId = job.JobId,
            WorkshopId = job.TenantId,
            WorkshopName = workshop,
            CustomerName = job.CustomerName,
            PitId = job.PitId,
            PitNumber = job.PitNumber,
            CarModel = job.CarModel,
            CarPlate = job.CarPlate,
            WorkType = job.WorkType,
            Status = job.Status,
            NextStatuses = JobRules.Next(job.Status),
            EstimatedDurationMinutes = job.EstimatedMinutes,
            EstimatedEndTime = job.EstimatedEndTime,
            CreatedAt = job.CreatedAt,
            StartedAt = job.StartedAt,
            EndedAt = job.EndedAt,
            CurrentStage = stages.Find(s => s.IsCurrent)?.Name,
            Stages = stages,
            Staff = staff,
            Rating = job.Rating,
            RatingComment = job.RatingComment,
            RatedAt = job.RatedAt,
            Version = job.Version,
            Customer = forCustomer ? null : customer,
            Materials = forCustomer ? null : materials,
            TimeChanges = forCustomer ? null : changes,
        };
    }

    private static async Task<JobRow?> FindAsync(NpgsqlConnection connection, NpgsqlTransaction? transaction, JobScope scope, long jobId, string locking) =>
        await connection.QuerySingleOrDefaultAsync<JobRow>(
            $"select {JobRow.Columns} from jobs j where {scope.Where} and j.job_id = @jobId {locking}", new { scope.TenantId, scope.Pits, scope.CustomerUserId, jobId }, transaction);

    private static async Task<ILookup<long, JobPerson>> StaffAsync(NpgsqlConnection connection, long[] jobs) =>
        (await connection.QueryAsync<(long JobId, long UserId, string Name)>(
            "select job_id, user_id, name from job_staff where job_id = any(@jobs) order by name, user_id", new { jobs })).ToLookup(s => s.JobId, s => new JobPerson(s.UserId, s.Name));

    private static string PatternOf(string text) =>
        $"%{text.Trim().ToLowerInvariant().Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal)}%";
}
