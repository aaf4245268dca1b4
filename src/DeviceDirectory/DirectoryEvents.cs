using MassTransit;
using Platform.Contracts.DeviceRegistry;
using Platform.Contracts.Identity;
using Platform.Contracts.Licensing;
using Platform.Messaging;

namespace Platform.DeviceDirectory;

/// <summary>Applies every event that carries facts of a device, license or tenant.</summary>
public sealed class DirectoryEvents(ReplicatedView<string, DeviceFacts> devices, ReplicatedView<string, LicenseFacts> licenses, ReplicatedView<string, TenantFacts> tenants) :
    IConsumer<DeviceRegistered>, IConsumer<DeviceChanged>,
    IConsumer<LicenseIssued>, IConsumer<LicenseSuspended>, IConsumer<LicenseActivated>, IConsumer<LicenseExpired>,
    IConsumer<TenantProvisioned>
{
    /// <inheritdoc />
    public Task Consume(ConsumeContext<DeviceRegistered> context) => Apply(devices, context.Message.Device);

    /// <inheritdoc />
    public Task Consume(ConsumeContext<DeviceChanged> context) => Apply(devices, context.Message.Device);

    /// <inheritdoc />
    public Task Consume(ConsumeContext<LicenseIssued> context) => Apply(licenses, context.Message.License);

    /// <inheritdoc />
    public Task Consume(ConsumeContext<LicenseSuspended> context) => Apply(licenses, context.Message.License);

    /// <inheritdoc />
    public Task Consume(ConsumeContext<LicenseActivated> context) => Apply(licenses, context.Message.License);

    /// <inheritdoc />
    public Task Consume(ConsumeContext<LicenseExpired> context) => Apply(licenses, context.Message.License);

    /// <inheritdoc />
    public Task Consume(ConsumeContext<TenantProvisioned> context) => Apply(tenants, context.Message.Tenant);

    private static Task Apply<TFacts>(ReplicatedView<string, TFacts> view, TFacts facts)
        where TFacts : class
    {
        view.Apply(facts);
        return Task.CompletedTask;
    }
}
