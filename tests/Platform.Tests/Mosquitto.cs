using System.Diagnostics;

namespace Platform.Suite.Tests;

/// <summary>Debian's <c>mosquitto_pub</c> and <c>mosquitto_sub</c>: a client that is not ours.</summary>
internal static class Mosquitto
{
    /// <summary>Publishes one message at QoS 1; the exit code, 0 when the broker acknowledged it.</summary>
    public static Task<int> PublishAsync(SuiteFixture suite, string username, string password, string topic, string payload, string? clientId = null) =>
        RunAsync("mosquitto_pub", [.. Login(suite, username, password, clientId), "-t", topic, "-q", "1", "-s"], payload);

    private static string[] Login(SuiteFixture suite, string username, string password, string? clientId)
    {
        var address = suite.Suite.GetEndpoint("messaging", "mqtt");
        return ["-h", address.Host, "-p", address.Port.ToString(System.Globalization.CultureInfo.InvariantCulture), "-u", username, "-P", password, "-i", clientId ?? username];
    }

    private static async Task<int> RunAsync(string program, string[] arguments, string input)
    {
        using var process = Start(program, arguments);
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        var limit = new CancellationTokenSource(TimeSpan.FromSeconds(15));
        var output = process.StandardOutput.ReadToEndAsync(limit.Token);
        var error = process.StandardError.ReadToEndAsync(limit.Token);
        try
        {
            await process.WaitForExitAsync(limit.Token);
            _ = await output + await error;
            return process.ExitCode;
        }
        catch (OperationCanceledException)
        {
            // The broker closed the connection on a refused publish and the client tries for ever: not acknowledged.
            process.Kill();
            return -1;
        }
        finally
        {
            limit.Dispose();
        }
    }

    private static Process Start(string program, string[] arguments) => Process.Start(new ProcessStartInfo(program, arguments)
    {
        UseShellExecute = false,
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;
}
