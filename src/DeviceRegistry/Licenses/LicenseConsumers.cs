using MassTransit;
using Npgsql;
using Platform.Contracts.Licensing;
using Platform.Contracts.Telemetry;
using Platform.DeviceRegistry.Commands;
using Platform.DeviceRegistry.Devices;
using Platform.Messaging;

namespace Platform.DeviceRegistry.Licenses;

/// <summary>Turns what Licensing says into commands.</summary>
internal sealed class LicenseConsumer(Inbox inbox, LicenseStore licenses, LiveCommands live, TimeProvider time) :
    IConsumer<LicenseIssued>, IConsumer<LicenseSuspended>, IConsumer<LicenseActivated>, IConsumer<LicenseExpired>, IConsumer<LeaseIssued>
{
    private const string Name = "license";

    public Task Consume(ConsumeContext<LicenseIssued> context) =>
        OnceAsync(context, transaction => licenses.ApplyAsync(transaction, context.Message.License, switchId: null, command: null, time.GetUtcNow()));

    public Task Consume(ConsumeContext<LicenseSuspended> context) => SwitchAsync(
        context, context.Message.License, new NewCommand(CommandRules.Disable, context.Message.License.Reason, context.Message.SwitchId));

    public Task Consume(ConsumeContext<LicenseExpired> context) => SwitchAsync(
        context, context.Message.License, new NewCommand(CommandRules.Disable, context.Message.License.Reason, context.Message.SwitchId));

    public Task Consume(ConsumeContext<LicenseActivated> context) => SwitchAsync(
        context, context.Message.License, new NewCommand(CommandRules.Enable, context.Message.Reason, context.Message.SwitchId));

    public Task Consume(ConsumeContext<LeaseIssued> context) =>
        OnceAsync(context, transaction => licenses.ApplyLeaseAsync(transaction, context.Message, time.GetUtcNow()));

    private Task SwitchAsync(ConsumeContext context, LicenseFacts license, NewCommand command) =>
        OnceAsync(context, transaction => licenses.ApplyAsync(transaction, license, command.CauseId, command, time.GetUtcNow()));

    private async Task OnceAsync(ConsumeContext context, Func<NpgsqlTransaction, Task<IReadOnlyList<Guid>>> effect)
    {
        IReadOnlyList<Guid> moved = [];
        await inbox.OnceAsync(context, Name, async transaction => moved = await effect(transaction));
        live.Tell(moved);
    }
}

/// <summary>Readings of a device without an active license were refused: it is told DISABLE again, at most once a minute.</summary>
internal sealed class LicenseViolationConsumer(Inbox inbox, CommandStore commands, LiveCommands live, TimeProvider time) : IConsumer<LicenseViolationSeen>
{
    public async Task Consume(ConsumeContext<LicenseViolationSeen> context)
    {
        GivenCommand? given = null;
        await inbox.OnceAsync(context, "license-violation", async transaction =>
        {
            var now = time.GetUtcNow();
            if (await DeviceStore.LockAsync(transaction, context.Message.DeviceId) is not { } device
                || !LicenseRules.RepeatsDisable(device.LicenseStatus, device.DisableSentAt, now)) return;
            // Given anew and not handed over again: a command that the device has answered is at its end state.
            given = await commands.QueueAsync(transaction, device, new NewCommand(CommandRules.Disable, device.LicenseReason, device.LicenseSwitchId), now);
        });
        live.Tell(given?.Moved ?? []);
    }
}

/// <summary>A device went on publishing after its license was switched off: it may not connect until the license is active again.</summary>
internal sealed class DeviceDisobeyedConsumer(Inbox inbox, TimeProvider time) : IConsumer<DeviceDisobeyed>
{
    public Task Consume(ConsumeContext<DeviceDisobeyed> context) => inbox.OnceAsync(context, "device-disobeyed", async transaction =>
    {
        if (await DeviceStore.LockAsync(transaction, context.Message.DeviceId) is { } device
            && LicenseRules.CutsOff(device.LicenseStatus, device.LicenseChangedAt, context.Message.OccurredAt))
            await DeviceStore.SetCutOffAsync(transaction, device, cutOff: true, time.GetUtcNow());
    });
}
