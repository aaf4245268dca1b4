using MassTransit;
using Platform.Contracts.DeviceRegistry;
using Platform.Contracts.MqttBridge;
using Platform.Contracts.Telemetry;
using Platform.Messaging;

namespace Platform.Licensing.Licenses;

/// <summary>Writes into a switch's record that its command is on the way.</summary>
internal sealed class CommandSentConsumer(Inbox inbox, LiveSwitches live) : IConsumer<CommandSent>
{
    public async Task Consume(ConsumeContext<CommandSent> context)
    {
        if (context.Message is not { CauseId: not null, Command: "DISABLE" or "ENABLE" }) return;
        IEnumerable<Guid> noted = [];
        await inbox.OnceAsync(context, "command-sent", async transaction => noted = await SwitchRecords.CommandSentAsync(transaction, context.Message));
        live.Tell(noted);
    }
}

/// <summary>Writes into the records of switches since when readings are judged by them.</summary>
internal sealed class LicensesAppliedConsumer(Inbox inbox, LiveSwitches live) : IConsumer<LicensesApplied>
{
    public async Task Consume(ConsumeContext<LicensesApplied> context)
    {
        IEnumerable<Guid> noted = [];
        await inbox.OnceAsync(context, "licenses-applied", async transaction => noted = await SwitchRecords.AppliedAsync(transaction, context.Message.Licenses));
        live.Tell(noted);
    }
}

/// <summary>Writes into a switch's record what the device made of its command.</summary>
internal sealed class CommandFinishedConsumer(Inbox inbox, LiveSwitches live) : IConsumer<CommandFinished>
{
    public async Task Consume(ConsumeContext<CommandFinished> context)
    {
        if (context.Message is not { CauseId: not null, Command: "DISABLE" or "ENABLE" }) return;
        IEnumerable<Guid> noted = [];
        await inbox.OnceAsync(context, "command-finished", async transaction => noted = await SwitchRecords.CommandFinishedAsync(transaction, context.Message));
        live.Tell(noted);
    }
}
