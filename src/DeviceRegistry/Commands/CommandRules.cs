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
    public const string Disable = "DISABLE", Enable = "ENABLE", Lease = "LEASE";

    /// <summary>DISABLE and ENABLE replace each other; a LEASE replaces only a LEASE.</summary>
    public const string SwitchTarget = "switch", LeaseTarget = "lease";

    /// <summary>How long a device that is away may still take a command.</summary>
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

    /// <summary>What the status that a device reports with a command's id says about that command.</summary>
    public static CommandSignal SignalOf(string command, string reportedStatus) => (command, reportedStatus) switch
    {
        (_, "command_rejected") => CommandSignal.DeviceRefusedIt,
        (Disable, "disabled") or (Enable, "online") or (Lease, "lease_renewed") => CommandSignal.DeviceDidIt,
        _ => CommandSignal.DeviceHasIt,
    };

    public static string TargetOf(string command) => command is Lease ? LeaseTarget : SwitchTarget;
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
