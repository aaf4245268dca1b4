using Dapper;
using Npgsql;

namespace Platform.Demo.Past;

/// <summary>Jobs that ended on the days before. Nothing is left to chance: two demos have the same past.</summary>
internal static class PastJobs
{
    private const int Jobs = 150, MostPits = 8;

    /// <summary>Today's work: begun when it says, its steps spread over the time since.</summary>
    private const string DateBack = """
        update jobs set
            created_at = created_at - @created, changed_at = changed_at - @ended, started_at = started_at - @started, ended_at = ended_at - @ended,
            estimated_end_time = estimated_end_time - @started, promised_end_time = promised_end_time - @started
        where tenant_id = @tenantId and job_id = @jobId;
        update job_stages s set done_at = j.started_at + (coalesce(j.ended_at, now()) - j.started_at) * s.position / (1 + (select count(done_at) from job_stages where job_id = @jobId))
        from jobs j where j.job_id = s.job_id and s.job_id = @jobId and s.done_at is not null;
        update job_time_changes set at = at - @started, from_time = from_time - @created, to_time = to_time - @started where job_id = @jobId;
        update job_activity a set at = case when a.kind = 'created' then j.created_at else j.started_at + (coalesce(j.ended_at, now()) - j.started_at) * o.place / o.many end
        from jobs j, (select activity_id, row_number() over (order by activity_id) - 2 as place, greatest(count(*) over () - 2, 1) as many from job_activity where job_id = @jobId) o
        where j.job_id = a.job_id and a.job_id = @jobId and a.activity_id = o.activity_id;
        """;

    /// <summary>Two jobs a day of customers who have no account any more, four of five done by the time that was told; one is an earlier visit of the customer who looks on today.</summary>
    private const string AddJobs = """
        insert into customers (tenant_id, user_id, name, phone, created_at)
        select @tenantId, -(1000 * @tenantId + n), (array['Anil', 'Deepa', 'Harish', 'Lakshmi', 'Manoj', 'Neha', 'Prakash', 'Sneha', 'Thomas'])[1 + n % 9] || ' '
            || (array['Bhat', 'Gowda', 'Hegde', 'Krishnan', 'Menon', 'Patil', 'Reddy'])[1 + n % 7], '+9198451' || lpad((n * 577)::text, 5, '0'), now() - interval '95 days'
        from generate_series(1, 40) n;
        with known as (
            select customer_id, user_id, name, row_number() over (order by customer_id) - 1 as place, count(*) over () as many from customers where tenant_id = @tenantId and user_id < 0),
        plan as (
            select n, (array['Full PPF', 'Ceramic Coating', 'Partial PPF', 'Full PPF', 'Interior Detailing', 'Ceramic Coating', 'Full PPF', 'Partial PPF', 'Ceramic Coating', 'Interior Detailing'])[1 + n * 7 % 10] as work_type,
                (array[360, 240, 180, 360, 150, 240, 360, 180, 240, 150])[1 + n * 7 % 10] as minutes, 1 + (n * 3 + n / 4) % cardinality(@pitIds) as pit,
                (date_trunc('day', now() at time zone @TimeZone) - interval '1 day' * ((n + 1) / 2)
                    + interval '1 minute' * (array[545, 570, 610, 635, 660, 725, 790, 815, 840, 885, 905, 960])[1 + n * 5 % 12]) at time zone @TimeZone as started,
                0.78 + 0.28 * (n * 37 % 100) / 100 as pace, n % 23 = 0 as is_cancelled, case when n * 13 % 10 < 7 then (array[5, 5, 4, 5, 5, 3, 5, 4, 5, 4, 5, 2])[1 + n * 29 % 12] end as rating
            from generate_series(1, @Jobs) n)
        insert into jobs (tenant_id, pit_id, pit_number, customer_id, customer_user_id, customer_name, car_model, car_plate, work_type, status, estimated_minutes, estimated_end_time,
            promised_end_time, told_end_time, created_at, created_by, changed_at, started_at, ended_at, rating, rating_comment, rated_at)
        select @tenantId, @pitIds[p.pit], @pitNumbers[p.pit], k.customer_id, k.user_id, k.name,
            (array['Tata Nexon', 'Mahindra Thar', 'Hyundai i20', 'Audi Q3', 'MG Hector', 'Honda Elevate', 'Kia Carens', 'Toyota Innova', 'Volvo XC40', 'Maruti Suzuki Brezza', 'Skoda Kushaq'])[1 + k.place % 11],
            'KA ' || lpad((1 + k.place * 7 % 53)::text, 2, '0') || ' ' || chr(65 + (k.place * 5 % 26)::int) || chr(65 + (k.place * 7 % 26)::int) || ' ' || lpad((1000 + k.place * 577 % 9000)::text, 4, '0'),
            p.work_type, case when p.is_cancelled then 'cancelled' else 'completed' end, p.minutes, t.due, case when not p.is_cancelled then t.due end, case when not p.is_cancelled then t.due end,
            p.started - interval '40 minutes', @ownerId, t.ended, case when not p.is_cancelled then p.started end, t.ended,
            r.rating, case when r.rating is null or n % 2 = 0 then null
                when r.rating >= 4 then (array['Looks like new.', 'Loved that I could watch it live.', 'Very clean work, thank you!', 'Ready before time.', 'The film is invisible. Great job.'])[1 + n % 5]
                else (array['Good work, but it took longer than I was told.', 'A small bubble on the bonnet, fixed the next day.'])[1 + n % 2] end,
            case when r.rating is not null then t.ended + interval '70 minutes' end
        from plan p join known k on k.place = p.n * 11 % k.many
        cross join lateral (select p.started + interval '1 minute' * p.minutes as due, p.started + interval '1 minute' * case when p.is_cancelled then 0 else p.minutes * p.pace end as ended) t
        cross join lateral (select case when not p.is_cancelled then p.rating end as rating) r
        order by p.n desc;
        update jobs j set customer_id = m.customer_id, customer_user_id = m.customer_user_id, customer_name = m.customer_name, car_model = m.car_model, car_plate = m.car_plate
        from jobs m
        where m.tenant_id = @tenantId and m.job_id = @watched and j.tenant_id = @tenantId and j.job_id = (
            select job_id from jobs where tenant_id = @tenantId and status = 'completed' and rating = 5 and created_at < now() - interval '30 days' order by created_at desc limit 1);
        """;

    /// <summary>Stages, materials, people and the record of the jobs that were just added; the record of today's jobs follows theirs.</summary>
    private const string AddDetails = """
        create temporary table past on commit drop as
            select j.*, t.stages, t.materials from jobs j join job_templates t on t.tenant_id = j.tenant_id
                and lower(t.name) = coalesce((select lower(o.name) from job_templates o where o.tenant_id = j.tenant_id and lower(o.name) = lower(j.work_type)), 'custom')
            where j.tenant_id = @tenantId and j.job_id <> all(@today);
        insert into job_stages (job_id, position, name, done_at, done_by)
            select job_id, place, name, started_at + (ended_at - started_at) * place / cardinality(stages), case when started_at is not null then @staffIds[1 + job_id % cardinality(@staffIds)] end
            from past, unnest(stages) with ordinality s (name, place);
        insert into job_materials (job_id, position, name, done_at, done_by)
            select job_id, place, name, started_at, case when started_at is not null then @staffIds[1 + job_id % cardinality(@staffIds)] end from past, unnest(materials) with ordinality m (name, place);
        insert into job_staff (job_id, user_id, name)
            select job_id, @staffIds[1 + job_id % cardinality(@staffIds)], @staffNames[1 + job_id % cardinality(@staffNames)] from past where started_at is not null;
        insert into job_time_changes (job_id, at, actor, reason, from_time, to_time)
            select job_id, started_at, 'user:' || created_by, 'started', estimated_end_time - (started_at - created_at), estimated_end_time from past where started_at is not null;
        insert into job_activity (tenant_id, job_id, pit_id, user_id, role, kind, detail, at)
            select tenant_id, job_id, pit_id, user_id, role, kind, detail, at from (
                select p.tenant_id, p.job_id, p.pit_id, d.user_id, d.role, d.kind, d.detail, d.at, 0 as old_id from past p cross join lateral (values
                    (p.created_by, 'owner', 'created', p.work_type, p.created_at, true),
                    (p.created_by, 'owner', 'status', 'waiting → cancelled', p.ended_at, p.started_at is null),
                    (@staffIds[1 + p.job_id % cardinality(@staffIds)], 'staff', 'status', 'waiting → in_progress', p.started_at, p.started_at is not null),
                    (@staffIds[1 + p.job_id % cardinality(@staffIds)], 'staff', 'status', 'in_progress → quality_check', p.ended_at - interval '18 minutes', p.started_at is not null),
                    (p.created_by, 'owner', 'status', 'quality_check → completed', p.ended_at, p.started_at is not null),
                    (p.customer_user_id, 'customer', 'rated', p.rating::text, p.rated_at, p.rated_at is not null)) d (user_id, role, kind, detail, at, happened) where d.happened
                union all
                select tenant_id, job_id, pit_id, user_id, role, kind, detail, at, activity_id from job_activity where tenant_id = @tenantId) every_deed
            order by at, old_id;
        delete from job_activity a where a.tenant_id = @tenantId and a.job_id = any(@today) and a.activity_id <= @lastOfToday;
        """;

    public static async Task WriteAsync(NpgsqlDataSource database, DemoState state, IReadOnlyList<DemoJob> today, IReadOnlyList<DemoPit> pits)
    {
        await using var connection = await database.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var tenantId = state.TenantId!.Value;
        // A start that ended between this transaction and its note has done it already.
        if (await connection.ExecuteScalarAsync<bool>("select count(*) > @Jobs / 2 from jobs where tenant_id = @tenantId", new { Jobs, tenantId }, transaction)) return;
        foreach (var (job, jobId) in today.Zip(state.Jobs))
        {
            var (started, ended) = (TimeSpan.FromMinutes(job.StartedAgo), TimeSpan.FromMinutes(job.EndedAgo));
            var created = job.IsBegun ? started + TimeSpan.FromMinutes(25) : TimeSpan.FromMinutes(job.CreatedAgo);
            await connection.ExecuteAsync(DateBack, new { tenantId, jobId, created, started, ended }, transaction);
        }

        var lastOfToday = await connection.ExecuteScalarAsync<long>("select coalesce(max(activity_id), 0) from job_activity where tenant_id = @tenantId", new { tenantId }, transaction);
        var used = pits.Take(MostPits).ToArray();
        await connection.ExecuteAsync(AddJobs, new
        {
            tenantId,
            Jobs,
            DemoPast.TimeZone,
            ownerId = state.OwnerId,
            watched = state.Jobs[today.ToList().FindIndex(j => j is { Pit: 1, IsBegun: true })],
            pitIds = used.Select(p => p.PitId).ToArray(),
            pitNumbers = used.Select(p => p.Number).ToArray(),
        }, transaction);
        await connection.ExecuteAsync(AddDetails, new
        {
            tenantId,
            lastOfToday,
            today = state.Jobs.ToArray(),
            staffIds = state.Staff.Select(s => s.UserId).ToArray(),
            staffNames = state.Staff.Select(s => s.Name).ToArray(),
        }, transaction);
        await transaction.CommitAsync();
    }
}
