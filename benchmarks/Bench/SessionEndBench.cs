namespace Platform.Bench;

/// <summary>Somebody signs out in one place: how long until the open page of that session is closed.</summary>
internal static class SessionEndBench
{
    private const int Sessions = 20;
    private const double GoalP95 = 1000;

    public static async Task<IReadOnlyList<Measurement>> RunAsync(BenchSuite suite)
    {
        Console.Error.WriteLine($"latency: the end of {Sessions} sessions");
        var samples = new List<double>();
        for (var i = 0; i < Sessions; i++)
        {
            var token = await suite.SignInAsync("staff");
            await using var page = await BenchSocket.OpenAsync(suite, token);
            var ended = DateTimeOffset.UtcNow;
            await suite.PostAsync("api/auth/logout", token);
            samples.Add((await page.ClosedAsync(TimeSpan.FromSeconds(30)) - ended).TotalMilliseconds);
        }

        return [Measurement.AtMost("latency.session_end_p95", Quantile.Of(samples, 0.95), GoalP95, "ms", $"sign-out requested to the page's WebSocket closed by the platform, {Sessions} sessions; {Machine.Describe()}")];
    }
}
