using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json;

namespace Platform.Demo;

/// <summary>The demo workshop's jobs: one that is done, one that waits, and one that is worked on, whose customer looks on.</summary>
internal static class DemoJobs
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30), LookAgain = TimeSpan.FromMilliseconds(200);

    private static readonly (string Customer, string Email, string Car, string Plate, string WorkType, string[] Steps)[] Jobs =
    [
        ("Kavya Rao", "kavya@example.com", "Hyundai Creta", "KA 03 MN 2048", "Partial PPF", ["in_progress", "quality_check", "completed"]),
        ("Arjun Nair", "arjun@example.com", "Mahindra XUV700", "KA 05 JK 7731", "Ceramic Coating", []),
        ("Meera Iyer", "meera@example.com", "Honda City", "KA 01 AB 1234", "Full PPF", ["in_progress"]),
    ];

    public static async Task EnsureAsync(PlatformClient platform, DemoState state)
    {
        if (state.Jobs.Count == Jobs.Length) return;
        var owner = state.Account("owner")!;
        var token = await platform.SignInAsync(owner.Username, owner.Password);
        var pits = (await platform.SendAsync(HttpMethod.Get, "registry", "/api/pits", token)).GetProperty("items").EnumerateArray().Select(p => p.GetProperty("pit_id").GetInt32()).Take(2).ToArray();
        for (var number = state.Jobs.Count; number < Jobs.Length; number++)
        {
            var (customer, email, car, plate, workType, steps) = Jobs[number];
            // The job that is worked on is in the first pit, whose device the virtual ones play first.
            var made = await CreateAsync(platform, token, $"{state.RunKey}-job-{number}", new
            {
                customer_name = customer,
                customer_email = email,
                car_model = car,
                car_plate = plate,
                work_type = workType,
                pit_id = number == Jobs.Length - 1 ? pits[0] : pits[^1],
            });
            var jobId = made.GetProperty("job_id").GetInt64();
            foreach (var step in steps)
            {
                // A start that was interrupted has gone some of the steps already.
                var (status, answer) = await platform.TrySendAsync(HttpMethod.Patch, "jobs", Path(jobId, "/status"), token, new { status = step });
                if (status is not (HttpStatusCode.OK or HttpStatusCode.Conflict)) throw new PlatformException($"The job {jobId} could not be {step}: {answer}");
            }

            if (steps is ["in_progress"])
            {
                await platform.SendAsync(HttpMethod.Patch, "jobs", Path(jobId, "/stages/1"), token, new { done = true });
                // Somebody who has an account from before is known by it.
                if (state.Account("customer") is null && made.TryGetProperty("customer_credentials", out var credentials))
                    state.Accounts.Add(new("customer", credentials.GetProperty("username").GetString()!, credentials.GetProperty("password").GetString()!, state.TenantCode));
            }

            state.Jobs.Add(jobId);
            state.Save();
        }

        Console.WriteLine($"The workshop {state.TenantCode} has {Jobs.Length.ToString(CultureInfo.InvariantCulture)} jobs.");
    }

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

    private static string Path(long jobId, string rest) => string.Create(CultureInfo.InvariantCulture, $"/api/jobs/{jobId}{rest}");
}
