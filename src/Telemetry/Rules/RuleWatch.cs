using Npgsql;
using Platform.DeviceProtocol;
using Platform.Telemetry.Ingest;
using Directory = Platform.DeviceDirectory.Directory;

namespace Platform.Telemetry.Rules;

/// <summary>
/// Judges readings by the rules, on the way into the database: in memory, and in the batch's transaction only when something
/// turns. One per shard, which sees each of its devices' readings in order. What a batch that was not committed has
/// changed here is taken back.
/// </summary>
internal sealed class RuleWatch(RuleBook book, Directory directory)
{
    /// <summary>A reading that was on its way for longer tells how it was and not how it is: it neither raises nor clears.</summary>
    public static readonly TimeSpan LateAfter = TimeSpan.FromMinutes(2);

    private readonly Dictionary<long, WatchedDevice> devices = [];
    private readonly List<Change> changes = [];
    private readonly List<Turn> turns = [];
    private readonly List<(long Number, string Id)> strangers = [];

    /// <summary>Waits until there are rules to judge by.</summary>
    public Task WaitAsync(CancellationToken ct) => book.WaitAsync(ct);

    /// <summary>Forgets all devices: somebody else may have judged their readings in the meantime.</summary>
    public void Forget()
    {
        changes.Clear();
        devices.Clear();
    }

    /// <summary>Judges the rows and writes what turned. To be followed by <see cref="Committed"/>; without it the next call begins where this one did.</summary>
    public async Task JudgeAsync(NpgsqlTransaction transaction, List<ReadingRow> rows, DateTimeOffset now)
    {
        TakeBack();
        await MeetAsync(transaction, rows);
        foreach (var row in rows) Judge(row);
        if (turns.Count > 0) await AlertStateStore.WriteAsync(transaction, turns, now);
    }

    /// <summary>To be called after the commit.</summary>
    public void Committed()
    {
        changes.Clear();
        turns.Clear();
    }

    /// <summary>Judges one reading in memory; what turned is in <see cref="Turns"/>.</summary>
    internal void Judge(in ReadingRow row)
    {
        if (row.Kind != ReadingKind.Environment || row.Time < row.ReceivedAt - LateAfter) return;
        var watched = devices[row.Device.Device.DeviceNumber];
        var current = book.Current;
        if (watched.Snapshot != current || watched.PitId != row.PitId || watched.TenantId != row.Device.Device.TenantId) Bind(watched, row, current);
        if (row.Time < watched.Newest) return;
        changes.Add(new(watched, null, -1, default, watched.Newest, null));
        watched.Newest = row.Time;

        var rules = watched.Rules.Thresholds;
        var touched = watched.Unsettled;
        for (var i = 0; i < rules.Length; i++)
        {
            var value = row.Values[rules[i].Index];
            if (double.IsNaN(value)) continue;
            var state = watched.States[i];
            var next = rules[i].Judge(state, value, row.Time);
            if (next == state) continue;
            changes.Add(new(watched, watched.States, i, state, default, null));
            watched.States[i] = next;
            touched |= 1u << rules[i].Index;
        }

        if (touched != 0) Settle(watched, row, touched);
    }

    internal IReadOnlyList<Turn> Turns => turns;

    /// <summary>Of each value that was touched, tells the most severe rule that holds if that is another than before.</summary>
    private void Settle(WatchedDevice watched, in ReadingRow row, uint touched)
    {
        watched.Unsettled = 0;
        for (var index = 0; index < watched.Told.Length; index++)
        {
            if ((touched & (1u << index)) == 0) continue;
            var holds = Array.Find(watched.Holding(), r => r.Index == index);
            var told = watched.Told[index];
            if (holds?.AlertType == told?.AlertType && holds?.Severity == told?.Severity) continue;
            changes.Add(Change.OfTold(watched, index, told));
            watched.Told[index] = holds;
            turns.Add(TurnOf(watched, row, index, holds, told, Turn.Recovered));
        }
    }

    /// <summary>Under other rules, or in another pit: what no rule stands for any more is over, the rest goes on.</summary>
    private void Bind(WatchedDevice watched, in ReadingRow row, RuleSnapshot current)
    {
        var device = row.Device.Device;
        var hasMoved = watched.PitId != row.PitId || watched.TenantId != device.TenantId;
        for (var index = 0; hasMoved && index < watched.Told.Length; index++)
        {
            if (watched.Told[index] is not { } told) continue;
            changes.Add(Change.OfTold(watched, index, told));
            watched.Told[index] = null;
            turns.Add(TurnOf(watched, row, index, holds: null, told, Turn.DeviceMoved));
        }

        // Binding again after a batch that failed comes to the same; it is not taken back.
        watched.Bind(current, current.For(device.TenantId!.Value, row.PitId, HasDefaults(device.TenantCode)), device.TenantId.Value, row.PitId);
    }

    private bool HasDefaults(string? tenantCode) => tenantCode is not null && directory.FindTenant(tenantCode)?.Kind == RuleDefaults.TenantKind;

    private static Turn TurnOf(WatchedDevice watched, in ReadingRow row, int index, AlertRule? holds, AlertRule? told, string reason) => new(
        row.Device.Device.DeviceId, ReadingKind.Environment.Values[index].Name, watched.TenantId, watched.PitId, row.Device.Device.PitCode, holds, told?.AlertType,
        reason == Turn.DeviceMoved ? double.NaN : row.Values[index], holds is null && told is not null && !watched.Knows(told) ? Turn.RuleChanged : reason, row.Time);

    /// <summary>Devices that are new here: what holds for them is in the database.</summary>
    private async Task MeetAsync(NpgsqlTransaction transaction, List<ReadingRow> rows)
    {
        strangers.Clear();
        foreach (var row in rows)
        {
            var device = row.Device.Device;
            if (devices.ContainsKey(device.DeviceNumber)) continue;
            devices[device.DeviceNumber] = new WatchedDevice();
            strangers.Add((device.DeviceNumber, device.DeviceId));
        }

        if (strangers.Count == 0) return;
        try
        {
            var numbers = strangers.ToDictionary(s => s.Id, s => s.Number, StringComparer.Ordinal);
            foreach (var held in await AlertStateStore.ReadAsync(transaction, [.. numbers.Keys]))
                devices[numbers[held.DeviceId]].Holds(held.Subject, held.AlertType, held.Severity, held.TenantId, held.PitId);
        }
        catch
        {
            foreach (var (number, _) in strangers) devices.Remove(number);
            throw;
        }
    }

    private void TakeBack()
    {
        for (var i = changes.Count - 1; i >= 0; i--) changes[i].TakeBack();
        changes.Clear();
        turns.Clear();
    }

    /// <summary>
    /// What was before a batch that is not committed yet: a state of a rule, what was told of a value, or the newest reading's
    /// time. States are put back where they were taken from, also when the device has other rules by now.
    /// </summary>
    private readonly record struct Change(WatchedDevice Device, RuleState[]? States, int Index, RuleState State, DateTimeOffset Newest, AlertRule? Told)
    {
        public static Change OfTold(WatchedDevice device, int index, AlertRule? told) => new(device, null, index, default, default, told);

        public void TakeBack()
        {
            if (States is not null) States[Index] = State;
            else if (Index < 0) Device.Newest = Newest;
            else Device.TakeBack(Index, Told);
        }
    }
}
