using Npgsql;
using Platform.Contracts.DeviceRegistry;
using Platform.Contracts.MqttBridge;
using Platform.DeviceRegistry.Devices;
using Platform.DeviceRegistry.Presence;
using Platform.Messaging;

namespace Platform.DeviceRegistry.State;

/// <summary>What a report changed of a controller's state.</summary>
/// <param name="StateChanged">The state is another than before.</param>
/// <param name="HistoryGrew">A change came that was not there yet.</param>
internal sealed record StateReport(bool StateChanged, bool HistoryGrew);

/// <summary>Takes a controller's reports of its state, and tells of them.</summary>
internal static class StateReports
{
    private const string Command = "command", Presence = "presence";

    /// <summary>Notes the device's words and state, and the change.</summary>
    public static async Task<StateReport> NoteAsync(NpgsqlTransaction transaction, DeviceRow device, DeviceStatusReported report)
    {
        var stateChanged = await ReportStore.NoteAsync(transaction, device, report);
        return new(stateChanged, report.Change is { } change && await StateStore.NoteChangeAsync(transaction, device, report, change));
    }

    /// <summary>
    /// Tells other services that the state, or only what people see of the device (working or switched off), is another. Returns
    /// what open browsers are to be shown after the commit.
    /// </summary>
    /// <param name="transaction">The transaction of the report.</param>
    /// <param name="device">The device as it was before the report.</param>
    /// <param name="report">The report.</param>
    /// <param name="noted">What it changed.</param>
    /// <param name="seen">How the device stands now.</param>
    /// <param name="now">The operation's one point in time.</param>
    public static async Task<StateShown?> TellAsync(
        NpgsqlTransaction transaction, DeviceRow device, DeviceStatusReported report, StateReport noted, PresenceChange seen, DateTimeOffset now)
    {
        if (seen.State is not { } state) return null;
        var status = PresenceRules.Shown(seen.Online, seen.ReportedStatus);
        var switched = seen.Online && status != PresenceRules.Shown(online: true, device.ReportedStatus);
        if (!noted.StateChanged && !noted.HistoryGrew && !switched) return null;

        var cause = report.CommandId is not null ? Command
            : noted.StateChanged || noted.HistoryGrew ? await StateStore.FindCauseAsync(transaction, device, report.ReceivedAt)
            : Presence;
        if (noted.StateChanged || switched)
            await Outbox.AddAsync(transaction, new DeviceStateChanged(device.DeviceId, device.TenantId, status, state, cause, report.ReceivedAt), device.Stream, now);
        // What made the state what it is may be told after it; what was long ago shows nowhere.
        else if (cause is null) return null;
        return device.TenantId is { } tenant ? new(tenant, device.PitId, device.DeviceId, state, cause, report.ReceivedAt) : null;
    }
}
