using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json;
using Platform.Demo.Past;

namespace Platform.Demo;

/// <summary>The demo workshop's jobs of today, one of them with a customer who looks on, and those of the past three months.</summary>
internal static class DemoJobs
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30), LookAgain = TimeSpan.FromMilliseconds(200);

    private static readonly string[]
        Stages = ["Vacuum and Dust", "Steam Clean", "Leather Care", "Final Inspection"], Materials = ["Interior cleaner", "Leather balm", "Microfibre cloths"];

    // The job that is worked on in the first pit, whose device the virtual ones play first, has the demo's customer.
    private static readonly DemoJob[] Jobs =
    [
        new("Kavya Rao", "kavya@example.com", "Hyundai Creta", "KA 03 MN 2048", "Partial PPF", 3, "completed", 4, 290, EndedAgo: 95),
        new("Arjun Nair", "arjun@example.com", "Mahindra XUV700", "KA 05 JK 7731", "Ceramic Coating", 2, "waiting", CreatedAgo: 55),
        new("Meera Iyer", "meera@example.com", "Honda City", "KA 01 AB 1234", "Full PPF", 1, "in_progress", 1, 130),
        new("Rohan Shetty", "rohan@example.com", "Toyota Fortuner", "KA 51 MD 9090", "Ceramic Coating", 2, "quality_check", 4, 205),
        new("Divya Pillai", "divya@example.com", "Kia Seltos", "KA 02 ML 4417", "Partial PPF", 3, "in_progress", 2, 198),
        new("Imran Sheikh", "imran@example.com", "BMW X1", "KA 04 NB 0007", "Full PPF", 1, "waiting", CreatedAgo: 20),
        new("Nisha Verma", "nisha@example.com", "Tata Harrier", "KA 53 HJ 6120", "Interior Detailing", 5, "in_progress", 1, 48),
        new("Vikram Joshi", "vikram@example.com", "Skoda Slavia", "KA 41 EF 3358", "Full PPF", 6, "in_progress", 0, 12),
        new("Farah Khan", "farah@example.com", "Mercedes-Benz C-Class", "KA 01 MJ 5000", "Ceramic Coating", 6, "waiting", CreatedAgo: 130),
        new("Suresh Babu", "suresh@example.com", "Maruti Suzuki Swift", "KA 19 P 8811", "Interior Detailing", 8, "waiting", CreatedAgo: 35),
    ];

    /// <summary>Takes the jobs on and moves them as the owner would; what lies back is dated back.</summary>
    public static async Task EnsureAsync(PlatformClient platform, DemoPast past, DemoState state)
    {
        var owner = state.Account("owner")!;
        var pits = await PitsAsync(platform, state);
        // The last pit is left for whoever tries the demo.
        var wanted = Jobs.Where(j => j.Pit <= Math.Max(pits.Count - 1, 1)).ToArray();
        if (state.Jobs.Count < wanted.Length)
        {
            var token = await platform.SignInAsync(owner.Username, owner.Password);
            await EnsureTemplateAsync(platform, token);
            for (var number = state.Jobs.Count; number < wanted.Length; number++) await TakeOnAsync(platform, token, state, number, wanted[number], pits);
            Console.WriteLine($"The workshop {state.TenantCode} has {wanted.Length.ToString(CultureInfo.InvariantCulture)} jobs today.");
        }

        if (state.HasPastJobs) return;
        await past.WriteJobsAsync(state, wanted, pits);
        state.HasPastJobs = true;
        state.Save();
    }

    /// <summary>The workshop's pits in the order of their numbers.</summary>
    internal static async Task<IReadOnlyList<DemoPit>> PitsAsync(PlatformClient platform, DemoState state)
    {
        var owner = state.Account("owner")!;
        var token = await platform.SignInAsync(owner.Username, owner.Password);
        return
        [
            .. (await platform.SendAsync(HttpMethod.Get, "registry", "/api/pits", token)).GetProperty("items").EnumerateArray()
                .Select(p => new DemoPit(p.GetProperty("pit_id").GetInt32(), p.GetProperty("pit_number").GetInt32(), p.GetProperty("code").GetString()!)),
        ];
    }

    private static async Task TakeOnAsync(PlatformClient platform, string token, DemoState state, int number, DemoJob job, IReadOnlyList<DemoPit> pits)
    {
        var made = await CreateAsync(platform, token, $"{state.RunKey}-job-{number}", new
        {
            customer_name = job.Customer,
            customer_email = job.Email,
            customer_phone = string.Create(CultureInfo.InvariantCulture, $"+9198450{31_000 + (number * 137)}"),
            car_model = job.Car,
            car_plate = job.Plate,
            work_type = job.WorkType,
            pit_id = pits[job.Pit - 1].PitId,
        });
        var jobId = made.GetProperty("job_id").GetInt64();
        if (job.IsBegun)
        {
            await SendAsync(platform, token, jobId, "/status", new { status = "in_progress" });
            var people = new[] { state.Staff[number % state.Staff.Count].UserId, state.Staff[job.Pit % state.Staff.Count].UserId };
            await platform.SendAsync(HttpMethod.Put, "jobs", PathOf(jobId, "/staff"), token, new { user_ids = people.Distinct() });
            await SendAsync(platform, token, jobId, "/materials/1", new { done = true });
        }

        for (var stage = 1; stage <= job.StagesDone; stage++) await SendAsync(platform, token, jobId, string.Create(CultureInfo.InvariantCulture, $"/stages/{stage}"), new { done = true });
        if (job.Status is "quality_check" or "completed") await SendAsync(platform, token, jobId, "/status", new { status = "quality_check" });
        if (job.Status is "completed") await SendAsync(platform, token, jobId, "/status", new { status = "completed" });

        // Somebody who has an account from before is known by it.
        if (job is { Pit: 1, IsBegun: true } && state.Account("customer") is null && made.TryGetProperty("customer_credentials", out var credentials))
            state.Accounts.Add(new("customer", credentials.GetProperty("username").GetString()!, credentials.GetProperty("password").GetString()!, state.TenantCode));
        state.Jobs.Add(jobId);
        state.Save();
    }

    /// <summary>A step of a job; a start that was interrupted has gone some of them already.</summary>
    private static async Task SendAsync(PlatformClient platform, string token, long jobId, string rest, object body)
    {
        var path = PathOf(jobId, rest);
        var (status, answer) = await platform.TrySendAsync(HttpMethod.Patch, "jobs", path, token, body);
        if (status is not (HttpStatusCode.OK or HttpStatusCode.Conflict)) throw new PlatformException($"PATCH {path} answered {(int)status}: {answer}");
    }

    /// <summary>What this workshop does beside the work that every workshop begins with.</summary>
    private static async Task EnsureTemplateAsync(PlatformClient platform, string token)
    {
        var (status, answer) = await platform.TrySendAsync(HttpMethod.Post, "jobs", "/api/job-templates", token, new
        {
            name = "Interior Detailing",
            duration_minutes = 150,
            stages = Stages,
            materials = Materials,
        });
        if (status is not (HttpStatusCode.Created or HttpStatusCode.Conflict)) throw new PlatformException($"POST /api/job-templates answered {(int)status}: {answer}");
    }

    private static string PathOf(long jobId, string rest) => string.Create(CultureInfo.InvariantCulture, $"/api/jobs/{jobId}{rest}");

    /// <summary>Takes a job on; a pit that was made a moment ago may not have been heard of yet.</summary>
    private static async Task<JsonElement> CreateAsync(PlatformClient platform, string token, string key, object body)
    {
        for (var waited = Stopwatch.StartNew(); ; await Task.Delay(LookAgain))
        {
            var (status, answer) = await platform.TrySendAsync(HttpMethod.Post, "jobs", "/api/jobs", token, body, key);
            if (status == HttpStatusCode.Created) return answer;
            if (status is not (HttpStatusCode.NotFound or HttpStatusCode.ServiceUnavailable) || waited.Elapsed > Patience) throw new PlatformException($"A job could not be made: {answer}");
        }
    }
}

/// <summary>A pit of the workshop.</summary>
internal sealed record DemoPit(int PitId, int Number, string Code);

/// <summary>A job of today.</summary>
/// <param name="Customer">What to call the customer.</param>
/// <param name="Email">The customer's address.</param>
/// <param name="Car">The car.</param>
/// <param name="Plate">Its plate.</param>
/// <param name="WorkType">What is done.</param>
/// <param name="Pit">In which pit, counted from 1; a workshop with fewer pits does without the job.</param>
/// <param name="Status">How far it is.</param>
/// <param name="StagesDone">How many of its stages are ticked.</param>
/// <param name="StartedAgo">Minutes since work began.</param>
/// <param name="EndedAgo">Minutes since it was completed.</param>
/// <param name="CreatedAgo">Minutes since it was taken on, when it still waits.</param>
internal sealed record DemoJob(
    string Customer, string Email, string Car, string Plate, string WorkType, int Pit, string Status, int StagesDone = 0, int StartedAgo = 0, int EndedAgo = 0, int CreatedAgo = 0)
{
    /// <summary>Whether work has begun.</summary>
    public bool IsBegun => Status != "waiting";
}
