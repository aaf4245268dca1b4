using System.Collections.Concurrent;

namespace Platform.Flash;

/// <summary>What the people at the bench see while it works.</summary>
internal interface IBenchProgress
{
    /// <summary>A port begins with a unit.</summary>
    void Begins(string port, string serialNumber);

    /// <summary>A unit is done, well or not.</summary>
    void Done(string port, UnitResult result);

    /// <summary>A port is given up.</summary>
    void GivesUp(string port, string problem);
}

/// <summary>
/// Flashes units in parallel, one at a time on each port. A unit that fails is failed and the next one follows; a port where one after
/// the other fails is given up, for it is the cable or the jig, and the others go on.
/// </summary>
internal sealed class Bench(FlashOptions options, FactoryApi api, Batch batch, StateFile state, IBenchProgress progress)
{
    private const int MaxFailuresInARow = 3;

    /// <summary>Does these units, as far as ports are left.</summary>
    public async Task RunAsync(IEnumerable<Unit> units, CancellationToken ct)
    {
        var waiting = new ConcurrentQueue<Unit>(units);
        var folder = Directory.CreateTempSubdirectory("flash-");
        try
        {
            await Task.WhenAll(options.Ports.Select(port => Task.Run(() => WorkAsync(port, waiting, folder.FullName, ct), ct)));
        }
        finally
        {
            // What lies here opens connections as these devices.
            folder.Delete(recursive: true);
        }
    }

    private async Task WorkAsync(string port, ConcurrentQueue<Unit> waiting, string folder, CancellationToken ct)
    {
        var failures = 0;
        while (failures < MaxFailuresInARow && waiting.TryDequeue(out var unit))
        {
            ct.ThrowIfCancellationRequested();
            progress.Begins(port, unit.SerialNumber);
            var result = await DoAsync(port, unit, folder, ct);
            state.Add(result);
            progress.Done(port, result);
            failures = result.Result == "failed" ? failures + 1 : 0;
        }

        if (failures == MaxFailuresInARow && !waiting.IsEmpty) progress.GivesUp(port, $"{MaxFailuresInARow} devices failed one after the other");
    }

    private async Task<UnitResult> DoAsync(string port, Unit unit, string folder, CancellationToken ct)
    {
        // The file's name is the serial number, which programmers use as the name of the image.
        var nvs = Path.Combine(folder, $"{unit.SerialNumber}.csv");
        try
        {
            var options0600 = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows()) options0600.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            await using (var writer = new StreamWriter(nvs, options0600)) await writer.WriteAsync(await api.NvsAsync(batch.BatchId, unit.SerialNumber, ct));
            var words = new Dictionary<string, string>(StringComparer.Ordinal) { ["port"] = port, ["nvs"] = nvs, ["serial"] = unit.SerialNumber, ["type"] = batch.DeviceType };
            var flashed = await TryAsync(options.Programmer, words, ct);
            if (!flashed.Succeeded) return new(unit.SerialNumber, "failed", port, flashed.Mac, flashed.Problem);
            if (options.Tester is not { } tester) return new(unit.SerialNumber, "flashed", port, flashed.Mac, Detail: null);
            var tested = await TryAsync(tester, words, ct);
            return new(unit.SerialNumber, tested.Succeeded ? "tested" : "failed", port, tested.Mac ?? flashed.Mac, tested.Succeeded ? null : $"test: {tested.Problem}");
        }
        catch (FactoryException exception)
        {
            return new(unit.SerialNumber, "failed", port, Mac: null, exception.Message);
        }
        finally
        {
            File.Delete(nvs);
        }
    }

    private async Task<ProgrammerResult> TryAsync(CommandTemplate command, Dictionary<string, string> words, CancellationToken ct)
    {
        ProgrammerResult result;
        var tries = 0;
        do result = await Programmer.RunAsync(command.For(words), options.Timeout, ct);
        while (!result.Succeeded && ++tries < options.Tries);
        return result;
    }
}
