using System.Net;
using Platform.Demo.Past;

namespace Platform.Demo;

/// <summary>The demo workshop's own rule for its coating bay, which the air there breaks; whom to wake; and the alerts of the month before.</summary>
internal static class DemoAlerts
{
    private static readonly string[] First = ["in_app", "push"], Then = ["sms", "push"];

    public static async Task EnsureAsync(PlatformClient platform, DemoPast past, DemoState state)
    {
        if (state.HasAlerts) return;
        var owner = state.Account("owner")!;
        var token = await platform.SignInAsync(owner.Username, owner.Password);
        var pits = await DemoJobs.PitsAsync(platform, state);
        var (status, answer) = await platform.TrySendAsync(HttpMethod.Post, "telemetry", "/api/alert-rules", token, new
        {
            alert_type = "humidity_high",
            pit_id = pits[Math.Min(1, pits.Count - 1)].PitId,
            kind = "threshold",
            measure = "humidity",
            above = 45,
            above_clear = 40,
            severity = "warning",
            enabled = true,
        });
        if (status is not (HttpStatusCode.Created or HttpStatusCode.Conflict)) throw new PlatformException($"POST /api/alert-rules answered {(int)status}: {answer}");
        await platform.SendAsync(HttpMethod.Put, "notifications", "/api/escalation", token, new
        {
            enabled = true,
            min_severity = "critical",
            steps = new[]
            {
                new { after_minutes = 10, user_ids = new[] { state.Staff[0].UserId }, channels = First },
                new { after_minutes = 30, user_ids = new[] { state.OwnerId }, channels = Then },
            },
        });
        await past.WriteAlertsAsync(state, pits, state.OwnerId);
        state.HasAlerts = true;
        state.Save();
    }
}
