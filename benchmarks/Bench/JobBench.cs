using System.Diagnostics;
using System.Globalization;
using Dapper;
using Npgsql;

namespace Platform.Bench;

/// <summary>
/// Jobs of a workshop: from a step to the customer's open page while 1,000 readings a second come in, the report as PDF, and the questions
/// that owners ask of 100,000 jobs.
/// </summary>
internal static class JobBench
{
    private const int Rate = 1000, Customers = 10, Times = 10, Many = 100_000;
    private const double GoalPageP95 = 500, GoalReport = 1000, GoalQuestion = 200;

    public static async Task<IReadOnlyList<Measurement>> RunAsync(BenchSuite suite)
    {
        Console.Error.WriteLine($"job: {Customers} customers at {Rate} messages/s");
        var owner = await suite.SignInAsync("owner");
        var steps = new List<double>();
        var reports = new List<double>();
        await using (Fleet.Start(suite, suite.DevicesFile, "--rate", Rate.ToString(CultureInfo.InvariantCulture), "--duration", "1800"))
        {
            // The demo's own jobs are in the first pits.
            var pits = (await suite.SendAsync(HttpMethod.Get, "api/pits?limit=200", owner)).GetProperty("items").EnumerateArray().Select(p => p.GetProperty("pit_id").GetInt32()).Reverse().Take(Customers);
            foreach (var pit in pits)
            {
                var made = await suite.SendAsync(HttpMethod.Post, "api/jobs", owner, new
                {
                    customer_name = "Nila Das",
                    customer_email = $"nila{pit}@example.com",
                    car_model = "Tata Nexon",
                    car_plate = $"KA 09 {pit}",
                    pit_id = pit,
                    work_type = "Full PPF",
                    estimated_duration_minutes = 360,
                });
                var job = made.GetProperty("job_id").GetInt64();
                var credentials = made.GetProperty("customer_credentials");
                var customer = await suite.SignInAsync(credentials.GetProperty("username").GetString()!, credentials.GetProperty("password").GetString()!);
                await using var page = await BenchSocket.OpenAsync(suite, customer);
                // An open page: its gateway listens to the workshop already.
                await Task.Delay(TimeSpan.FromSeconds(1));
                foreach (var status in new[] { "in_progress", "quality_check", "completed" })
                {
                    var since = DateTimeOffset.UtcNow;
                    await suite.SendAsync(HttpMethod.Patch, $"api/jobs/{job}/status", owner, new { status });
                    var seen = await page.FirstAsync(
                        e => e.GetProperty("type").GetString() == "job_status" && e.GetProperty("job_id").GetInt64() == job && e.GetProperty("status").GetString() == status, status);
                    steps.Add((seen - since).TotalMilliseconds);
                }

                var watch = Stopwatch.StartNew();
                await suite.ReadAsync($"api/jobs/{job}/report", owner);
                reports.Add(watch.Elapsed.TotalMilliseconds);
            }
        }

        return
        [
            Measurement.Info("job.page_p50", Quantile.Of(steps, 0.5), "ms", "request of the step sent to the event at the customer's WebSocket"),
            Measurement.AtMost("job.page_p95", Quantile.Of(steps, 0.95), GoalPageP95, "ms", string.Create(CultureInfo.InvariantCulture, $"{steps.Count} steps of {Customers} customers, {Rate} readings/s beside them; {Machine.Describe()}")),
            Measurement.AtMost("job.report", reports.Max(), GoalReport, "ms", string.Create(CultureInfo.InvariantCulture, $"slowest of {reports.Count} PDFs of jobs that were completed a moment before, under the same load")),
            .. await QuestionsAsync(suite, owner),
        ];
    }

    private static async Task<IReadOnlyList<Measurement>> QuestionsAsync(BenchSuite suite, string owner)
    {
        Console.Error.WriteLine($"job: questions of {Many} jobs");
        await using var database = NpgsqlDataSource.Create(suite.Suite.GetConnectionString("jobs-db"));
        await FillAsync(database, (await suite.SendAsync(HttpMethod.Get, "api/auth/me", owner)).GetProperty("workshop_id").GetInt32());
        (string Name, string Path)[] questions =
        [
            ("job.list", "api/jobs"), ("job.list_of_status", "api/jobs?status=completed&limit=200"), ("job.search_plate", "api/jobs?q=ka%2001%204711"), ("job.search_car", "api/jobs?q=honda"),
            ("job.search_nothing", "api/jobs?q=nobody%20has%20this"), ("job.activity", "api/staff-activity?limit=200"),
            ("job.analytics_year", "api/jobs/analytics?from=2025-01-01T00:00:00Z&to=2025-12-31T00:00:00Z"),
        ];
        var measurements = new List<Measurement>();
        foreach (var (name, path) in questions)
        {
            // Once before, as somebody else's question would have been.
            await suite.ReadAsync(path, owner);
            var times = new List<double>();
            for (var i = 0; i < Times; i++)
            {
                var watch = Stopwatch.StartNew();
                await suite.ReadAsync(path, owner);
                times.Add(watch.Elapsed.TotalMilliseconds);
            }

            measurements.Add(Measurement.AtMost(name, Quantile.Of(times, 0.95), GoalQuestion, "ms", string.Create(CultureInfo.InvariantCulture, $"p95 of {Times} through the gateway, {Many} jobs: /{path}")));
        }

        return measurements;
    }

    /// <summary>Jobs of the year 2025, each with stages, staff and activity.</summary>
    private static async Task FillAsync(NpgsqlDataSource database, int tenant)
    {
        await using var connection = await database.OpenConnectionAsync();
        await connection.ExecuteAsync("""
            insert into customers (tenant_id, user_id, name, phone, created_at) select @tenant, 900000 + n, 'Customer ' || n, '+91700' || lpad(n::text, 7, '0'), '2024-12-01' from generate_series(1, 1000) n;
            insert into jobs (tenant_id, pit_id, pit_number, customer_id, customer_user_id, customer_name, car_model, car_plate, work_type, status, estimated_minutes, estimated_end_time,
                promised_end_time, created_at, created_by, changed_at, started_at, ended_at, rating)
            select @tenant, 70000 + n % 20, n % 20, c.customer_id, c.user_id, c.name, (array['Honda City', 'Tata Nexon', 'Hyundai Creta', 'Mahindra Thar'])[1 + n % 4], 'KA 01 ' || n,
                (array['Full PPF', 'Partial PPF', 'Ceramic Coating', 'Window tint'])[1 + n % 4], case when n % 50 = 0 then 'cancelled' else 'completed' end, 240,
                t + interval '4 hours', t + interval '4 hours', t - interval '1 hour', 70, t, t, t + interval '1 minute' * (180 + n % 90), case when n % 3 = 0 then 1 + n % 5 end
            from generate_series(1, @Many) n
            cross join lateral (select '2025-01-01'::timestamptz + interval '5 minutes' * n as t) at
            join customers c on c.user_id = 900001 + n % 1000;
            insert into job_stages (job_id, position, name, done_at) select j.job_id, p, 'Stage ' || p, j.ended_at from jobs j cross join generate_series(1, 4) p where j.pit_id >= 70000;
            insert into job_staff (job_id, user_id, name) select job_id, 170 + job_id % 10, 'Somebody' from jobs where pit_id >= 70000;
            insert into job_activity (tenant_id, job_id, pit_id, user_id, role, kind, detail, at)
            select @tenant, job_id, pit_id, 170 + job_id % 10, case when k = 1 then 'owner' else 'staff' end, 'status', 'x', created_at from jobs cross join generate_series(1, 3) k where pit_id >= 70000;
            analyze;
            """, new { tenant, Many }, commandTimeout: 300);
    }
}
