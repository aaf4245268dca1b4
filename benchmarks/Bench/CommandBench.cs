using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Npgsql;

namespace Platform.Bench;

/// <summary>A person switches a relay while 1,000 readings a second come in: how long from the request to the device's word that it is done.</summary>
internal static class CommandBench
{
    private const int Rate = 1000;
    private const double GoalP95 = 300;

    public static async Task<IReadOnlyList<Measurement>> RunAsync(BenchSuite suite, int commands)
    {
        Console.Error.WriteLine($"command: {commands} commands at {Rate} messages/s");
        var owner = await suite.SignInAsync("household");
        var relay = suite.Controller("4Relay");
        await using var registry = NpgsqlDataSource.Create(suite.Suite.GetConnectionString("registry-db"));
        await using var load = Fleet.Start(suite, suite.DevicesFile, "--rate", Rate.ToString(CultureInfo.InvariantCulture), "--duration", "1800");
        await Wait.UntilAsync(
            async () => (await suite.SendAsync(HttpMethod.Get, $"api/devices/{relay}/status", owner)).GetProperty("presence").GetProperty("online").GetBoolean(),
            TimeSpan.FromMinutes(2), "the controller is online");
        var requested = new List<double>();
        var confirmed = new List<double>();
        for (var i = 0; i < commands; i++)
        {
            var since = DateTimeOffset.UtcNow;
            var queued = await suite.SendAsync(HttpMethod.Post, $"api/devices/{relay}/control", owner, new { command = "relay", pin = 25, state = i % 2 == 0 ? "on" : "off" });
            requested.Add((DateTimeOffset.UtcNow - since).TotalMilliseconds);
            confirmed.Add(await ConfirmedAsync(suite, owner, queued.GetProperty("command_id").GetGuid(), since));
            if ((i + 1) % 50 == 0) Console.Error.WriteLine($"command: {i + 1} of {commands}");
        }

        var context = string.Create(CultureInfo.InvariantCulture, $"{commands} commands one after the other, {Rate} readings/s beside them; {Machine.Describe()}");
        return
        [
            Measurement.Info("command.request_p95", Quantile.Of(requested, 0.95), "ms", "POST answered"),
            Measurement.Info("command.confirmed_p50", Quantile.Of(confirmed, 0.5), "ms", "request sent to the device's answer as received"),
            Measurement.AtMost("command.confirmed_p95", Quantile.Of(confirmed, 0.95), GoalP95, "ms", context),
            Measurement.Info("command.confirmed_p99", Quantile.Of(confirmed, 0.99), "ms", "the same"),
        ];
    }

    private static async Task<double> ConfirmedAsync(BenchSuite suite, string token, Guid commandId, DateTimeOffset since)
    {
        JsonElement command = default;
        await Wait.UntilAsync(async () =>
        {
            command = await suite.SendAsync(HttpMethod.Get, $"api/commands/{commandId}", token);
            return command.GetProperty("finished_at").ValueKind == JsonValueKind.String;
        }, TimeSpan.FromSeconds(30), $"the command {commandId} ends");
        return command.GetProperty("status").GetString() == "succeeded"
            ? (command.GetProperty("finished_at").GetDateTimeOffset() - since).TotalMilliseconds
            : throw new InvalidOperationException($"A command ended otherwise: {command}");
    }
}

/// <summary>Waits for something that the platform does by itself.</summary>
internal static class Wait
{
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(10);

    /// <param name="holds">Whether it holds now.</param>
    /// <param name="limit">After this it is given up.</param>
    /// <param name="what">What is waited for.</param>
    /// <param name="between">How long to wait before it is asked again; what asks much must not ask often, it is measured beside.</param>
    /// <exception cref="TimeoutException">It did not come to hold.</exception>
    public static async Task UntilAsync(Func<Task<bool>> holds, TimeSpan limit, string what, TimeSpan? between = null)
    {
        var watch = Stopwatch.StartNew();
        while (!await holds())
        {
            if (watch.Elapsed > limit) throw new TimeoutException($"{what}: not within {limit}.");
            await Task.Delay(between ?? Between);
        }
    }
}
