using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Platform.Flash;

/// <summary>What a command came to.</summary>
/// <param name="Succeeded">It ended with exit code 0.</param>
/// <param name="Mac">The hardware address that its output named.</param>
/// <param name="Problem">Why it did not succeed, in one line.</param>
internal sealed record ProgrammerResult(bool Succeeded, string? Mac, string? Problem);

/// <summary>Runs the command for one device.</summary>
internal static partial class Programmer
{
    private const int MaxProblem = 300;

    /// <summary>Runs it to its end, or ends it after <paramref name="timeout"/> with everything that it started.</summary>
    public static async Task<ProgrammerResult> RunAsync(IReadOnlyList<string> command, TimeSpan timeout, CancellationToken ct)
    {
        using var process = new Process
        {
            StartInfo = new ProcessStartInfo(command[0], command.Skip(1)) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true },
        };
        try
        {
            process.Start();
        }
        catch (System.ComponentModel.Win32Exception exception)
        {
            return new(Succeeded: false, Mac: null, $"{command[0]} does not start: {exception.Message}");
        }

        process.StandardInput.Close();
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(ct);
        ends.CancelAfter(timeout);
        var output = process.StandardOutput.ReadToEndAsync(ends.Token);
        var errors = process.StandardError.ReadToEndAsync(ends.Token);
        try
        {
            await process.WaitForExitAsync(ends.Token);
            var text = $"{await output}\n{await errors}";
            var mac = Mac().Match(text) is { Success: true } match ? match.Groups["mac"].Value.ToUpperInvariant() : null;
            return process.ExitCode == 0 ? new(Succeeded: true, mac, Problem: null) : new(Succeeded: false, mac, $"exit code {process.ExitCode}: {LastLineOf(text)}");
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            ct.ThrowIfCancellationRequested();
            return new(Succeeded: false, Mac: null, $"not done after {timeout.TotalSeconds:0} s");
        }
    }

    private static string LastLineOf(string text)
    {
        var line = text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault() ?? "no output";
        return line.Length > MaxProblem ? line[..MaxProblem] : line;
    }

    [GeneratedRegex(@"\bMAC:\s*(?<mac>[0-9a-f]{2}(:[0-9a-f]{2}){5})\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Mac();
}
