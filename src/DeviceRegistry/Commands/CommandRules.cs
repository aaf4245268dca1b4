using Platform.DeviceRegistry.Devices;

namespace Platform.DeviceRegistry.Commands;

/// <summary>Where a command stands. From <see cref="Succeeded"/> on it is an end state and never changes.</summary>
internal enum CommandState
{
    /// <summary>Waits to be handed to the broker.</summary>
    Queued,

    /// <summary>The broker holds it for the device.</summary>
    Sent,

    /// <summary>The device has it and is at work.</summary>
    Acknowledged,

    /// <summary>The device says it is done.</summary>
    Succeeded,

    /// <summary>The device refused it.</summary>
    Failed,

    /// <summary>Nobody answered in time.</summary>
    Expired,

    /// <summary>A newer command for the same replaced it before the device answered.</summary>
    Superseded,
}

/// <summary>What can happen to a command.</summary>
internal enum CommandSignal
{
    BrokerTookIt,
    DeviceCameOnline,
    DeviceHasIt,
    DeviceDidIt,
    DeviceRefusedIt,
    TimeIsOver,
    NewerCommand,
}

/// <summary>The states of a command and what its device's answers mean. Pure.</summary>
internal static class CommandRules
{
    /// <summary>The platform's own commands; those of a device type are written small.</summary>
    public const string Disable = "DISABLE", Enable = "ENABLE", Lease = "LEASE", Config = "CONFIG", Schedules = "SCHEDULES";

    /// <summary>DISABLE and ENABLE replace each other; the others replace only their like.</summary>
    public const string SwitchTarget = "switch", LeaseTarget = "lease", ConfigTarget = "config", SchedulesTarget = "schedules";

    /// <summary>How long a device that is away may still take a command of the platform's own.</summary>
    public static readonly TimeSpan Ttl = TimeSpan.FromDays(7);

    /// <summary>The state after <paramref name="signal"/>; null when it changes nothing.</summary>
    public static CommandState? Next(CommandState state, CommandSignal signal) => (state, signal) switch
    {
        ( >= CommandState.Succeeded, _) => null,
        (CommandState.Queued, CommandSignal.BrokerTookIt) => CommandState.Sent,
        (_, CommandSignal.BrokerTookIt) => null,
        (_, CommandSignal.DeviceCameOnline) => CommandState.Queued,
        (CommandState.Acknowledged, CommandSignal.DeviceHasIt) => null,
        (_, CommandSignal.DeviceHasIt) => CommandState.Acknowledged,
        (_, CommandSignal.DeviceDidIt) => CommandState.Succeeded,
        (_, CommandSignal.DeviceRefusedIt) => CommandState.Failed,
        (_, CommandSignal.TimeIsOver) => CommandState.Expired,
        (_, CommandSignal.NewerCommand) => CommandState.Superseded,
        _ => throw new ArgumentOutOfRangeException(nameof(signal), signal, "There is no such signal."),
    };

    /// <summary>
    /// What the status that a device reports with a command's id says about that command. With <c>online</c> a controller
    /// says the state, configuration or version that it has from now on: ENABLE, CONFIG, SCHEDULES and the commands of its type are done.
    /// </summary>
    public static CommandSignal SignalOf(string command, string reportedStatus) => (command, reportedStatus) switch
    {
        (_, "command_rejected") => CommandSignal.DeviceRefusedIt,
        (Disable, DeviceWords.Disabled) or (Lease, "lease_renewed") => CommandSignal.DeviceDidIt,
        (not (Disable or Lease), DeviceWords.Online) => CommandSignal.DeviceDidIt,
        _ => CommandSignal.DeviceHasIt,
    };

    /// <summary>What a command of the platform's own sets, so that a newer one for the same replaces it.</summary>
    public static string TargetOf(string command) => command switch
    {
        Disable or Enable => SwitchTarget,
        Lease => LeaseTarget,
        Config => ConfigTarget,
        Schedules => SchedulesTarget,
        _ => throw new ArgumentOutOfRangeException(nameof(command), command, "What a command of a device type sets is said by its type."),
    };

    /// <summary>True when a command with this target is somebody using the device, and not the platform keeping it in order.</summary>
    public static bool IsUse(string target) => target is not (SwitchTarget or LeaseTarget or ConfigTarget or SchedulesTarget);
}

/// <summary>The words for states in the database and in the API.</summary>
internal static class CommandStates
{
    public static string Word(this CommandState state) => state switch
    {
        CommandState.Queued => "queued",
        CommandState.Sent => "sent",
        CommandState.Acknowledged => "acknowledged",
        CommandState.Succeeded => "succeeded",
        CommandState.Failed => "failed",
        CommandState.Expired => "expired",
        CommandState.Superseded => "superseded",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "There is no such state."),
    };

    public static CommandState Parse(string word) => Enum.GetValues<CommandState>().First(s => s.Word() == word);
}
