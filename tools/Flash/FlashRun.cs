using Spectre.Console;

namespace Platform.Flash;

/// <summary>One run of the tool, from the batch to the closing line.</summary>
internal sealed class FlashRun(FlashOptions options, FactoryApi api, IAnsiConsole console)
{
    private static readonly TimeSpan ReportEvery = TimeSpan.FromSeconds(2);

    /// <summary>Runs it; the exit code.</summary>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        var batch = await api.FindBatchAsync(options.Batch, ct);
        if (batch.Status != "ready") throw new FactoryException($"Batch {batch.Number} is {batch.Status}: {batch.Made} of {batch.Count} units are made.");
        var units = await api.UnitsAsync(batch.BatchId, ct);
        using var state = StateFile.Open(options.StateFile ?? $"flash-{batch.Number}.jsonl", options.Resume);
        using var reporter = new Reporter(api, batch.BatchId, state);
        // What a former run could not tell any more; then the platform's word and the file's are one.
        await reporter.FlushAsync(ct);
        var done = units.Where(u => u.Provisioning is "flashed" or "tested").Select(u => u.SerialNumber)
            .Concat(state.Results.Where(r => r.Result != "failed").Select(r => r.SerialNumber)).ToHashSet(StringComparer.Ordinal);
        if (!options.Resume && done.Count > 0) throw new FactoryException($"{done.Count} of the {units.Count} units are flashed already: go on by --resume.");
        var open = units.Where(u => !done.Contains(u.SerialNumber)).ToArray();
        console.MarkupLineInterpolated($"Batch {batch.Number}: {batch.Count} x {batch.DeviceType}, firmware {batch.FirmwareVersion}; {done.Count} done, {open.Length} to do on {options.Ports.Count} ports");

        await console.Progress().AutoClear(false).Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn(), new SpinnerColumn())
            .StartAsync(async context =>
            {
                using var timer = new PeriodicTimer(ReportEvery);
                var reporting = ReportAsync(reporter, timer, ct);
                try
                {
                    await new Bench(options, api, batch, state, new BenchProgress(console, context, batch, options.Ports, done.Count)).RunAsync(open, ct);
                }
                finally
                {
                    timer.Dispose();
                    await reporting;
                }
            });
        return await CloseAsync(units, done, state, reporter, ct);
    }

    private async Task<int> CloseAsync(IReadOnlyList<Unit> units, HashSet<string> done, StateFile state, Reporter reporter, CancellationToken ct)
    {
        try
        {
            await reporter.FlushAsync(ct);
        }
        catch (FactoryException exception)
        {
            console.MarkupLineInterpolated($"[red]Results wait for the platform: {exception.Message} Run it again with --resume.[/]");
            return 1;
        }

        var results = state.Results.ToDictionary(r => r.SerialNumber, StringComparer.Ordinal);
        var failed = units.Select(u => results.GetValueOrDefault(u.SerialNumber)).OfType<UnitResult>().Where(r => r.Result == "failed" && !done.Contains(r.SerialNumber)).ToArray();
        var good = units.Count(u => done.Contains(u.SerialNumber) || results.GetValueOrDefault(u.SerialNumber) is { Result: not "failed" });
        foreach (var unit in failed) console.MarkupLineInterpolated($"[red]{unit.SerialNumber}[/] on {unit.Port}: {unit.Detail}");
        foreach (var serial in reporter.Refused) console.MarkupLineInterpolated($"[red]{serial}[/]: the platform does not take its result");
        console.MarkupLineInterpolated($"{good} of {units.Count} done, {failed.Length} failed, {units.Count - good - failed.Length} not begun");
        return good == units.Count && reporter.Refused.Count == 0 ? 0 : 1;
    }

    private static async Task ReportAsync(Reporter reporter, PeriodicTimer timer, CancellationToken ct)
    {
        while (await timer.WaitForNextTickAsync(ct))
        {
            try
            {
                await reporter.FlushAsync(ct);
            }
            catch (FactoryException)
            {
                // The results are in the file; the next tick, or the end, tells them.
            }
        }
    }
}
