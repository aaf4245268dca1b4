using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Platform.Messaging.Tests;

/// <summary>
/// A process that is killed at any moment between a change and its effect: what was committed has its effect, exactly
/// once, and what was not committed has none.
/// </summary>
public sealed class CrashTests
{
    private const int Killed = 128 + 9;
    private const int Changes = 12;

    [Theory]
    [InlineData("BeforeCommit")]
    [InlineData("BeforePublish")]
    [InlineData("AfterConfirm")]
    [InlineData("BeforeAcknowledge")]
    public async Task Process_killed_at_any_moment_loses_nothing_and_does_nothing_twice(string moment)
    {
        await using var place = await Place.CreateAsync();
        using (var doomed = await CrashHost.StartAsync(place, moment, pass: 5))
        {
            await doomed.ChangeAsync(1, Changes);
            (await doomed.ExitCodeAsync()).ShouldBe(Killed);
        }

        using var restarted = await CrashHost.StartAsync(place, "None", pass: 1);
        var committed = await NumbersAsync(place, "changes");
        if (moment == "BeforeCommit") committed.ShouldBe([1, 2, 3, 4]);
        await HasEffectsAsync(place, committed);

        (await restarted.ChangeAsync(1, Changes + 5)).ShouldBe(Changes + 5);
        await HasEffectsAsync(place, [.. Enumerable.Range(1, Changes + 5)]);
    }

    [Fact]
    public async Task Process_that_is_not_killed_does_everything_once()
    {
        await using var place = await Place.CreateAsync();
        using var host = await CrashHost.StartAsync(place, "None", pass: 1);

        (await host.ChangeAsync(1, Changes)).ShouldBe(Changes);

        await HasEffectsAsync(place, [.. Enumerable.Range(1, Changes)]);
    }

    private static async Task HasEffectsAsync(Place place, int[] numbers)
    {
        await Eventually.BecomesAsync(() => NumbersAsync(place, "effects"), effects => effects.Length >= numbers.Length, "all effects are there", TimeSpan.FromSeconds(60));
        await Eventually.BecomesTrueAsync(async () => await CountAsync(place, "outbox_messages") == 0, "the outbox is empty");
        await Eventually.BecomesTrueAsync(
            async () => await place.DepthAsync("crash-host-effect") == 0, "the queue is empty", TimeSpan.FromSeconds(60));
        (await NumbersAsync(place, "effects")).ShouldBe(numbers);
    }

    private static async Task<int[]> NumbersAsync(Place place, string table)
    {
        await using var database = NpgsqlDataSource.Create(place.Database);
        await using var command = database.CreateCommand($"select coalesce(array_agg(number order by number), '{{}}') from {table}");
        return (int[])(await command.ExecuteScalarAsync())!;
    }

    private static async Task<long> CountAsync(Place place, string table)
    {
        await using var database = NpgsqlDataSource.Create(place.Database);
        await using var command = database.CreateCommand($"select count(*) from {table}");
        return (long)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>The host as a process of its own.</summary>
    private sealed class CrashHost(Process process, HttpClient http) : IDisposable
    {
        public static async Task<CrashHost> StartAsync(Place place, string moment, int pass)
        {
            var configuration = Path.GetFileName(Path.GetDirectoryName(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar)))!;
            var program = Path.GetFullPath($"../../../CrashHost/bin/{configuration}/net10.0/Platform.CrashHost.dll", AppContext.BaseDirectory);
            var port = FreePort();
            var start = new ProcessStartInfo("dotnet", [program]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
            start.Environment["ConnectionStrings__crash-host-db"] = place.Database;
            start.Environment["ConnectionStrings__messaging"] = place.Broker.ToString();
            start.Environment["services__identity__http__0"] = "http://127.0.0.1:9";
            start.Environment["ASPNETCORE_URLS"] = $"http://127.0.0.1:{port}";
            start.Environment["Crash__At"] = moment;
            start.Environment["Crash__Pass"] = $"{pass}";
            var process = Process.Start(start)!;
            process.OutputDataReceived += (_, _) => { };
            process.ErrorDataReceived += (_, _) => { };
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
            var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}"), Timeout = TimeSpan.FromSeconds(15) };
            await Eventually.BecomesTrueAsync(async () => process.HasExited || await IsHealthyAsync(http), "the host is healthy", TimeSpan.FromSeconds(60));
            return new CrashHost(process, http);
        }

        /// <summary>Makes changes one after the other until all are made or the process is gone; how many were answered.</summary>
        public async Task<int> ChangeAsync(int first, int last)
        {
            for (var number = first; number <= last; number++)
            {
                try
                {
                    using var answer = await http.PostAsync($"/changes/{number}", content: null);
                    answer.StatusCode.ShouldBe(HttpStatusCode.NoContent);
                }
                catch (HttpRequestException)
                {
                    return number - first;
                }
            }

            return last - first + 1;
        }

        public async Task<int> ExitCodeAsync()
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
            await process.WaitForExitAsync(limit.Token);
            return process.ExitCode;
        }

        public void Dispose()
        {
            if (!process.HasExited) process.Kill();
            process.WaitForExit();
            process.Dispose();
            http.Dispose();
        }

        private static async Task<bool> IsHealthyAsync(HttpClient http)
        {
            try
            {
                using var answer = await http.GetAsync("/health");
                return answer.IsSuccessStatusCode;
            }
            catch (HttpRequestException)
            {
                return false;
            }
        }

        private static int FreePort()
        {
            using var listener = new TcpListener(IPAddress.Loopback, 0);
            listener.Start();
            return ((IPEndPoint)listener.LocalEndpoint).Port;
        }
    }
}
