using Platform.Contracts.Identity;
using Platform.Messaging;

namespace Platform.Identity.Tenants;

/// <summary>A new tenant.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="OwnerName">Who runs it.</param>
/// <param name="OwnerEmail">Where the welcome mail goes.</param>
/// <param name="OwnerPhone">For alerts by SMS.</param>
/// <param name="Address">Postal address.</param>
/// <param name="Pits">How many pits it begins with, 0 to 200; absent: one for a workshop, none for others.</param>
/// <param name="Plan">The plan's code; billing looks it up.</param>
/// <param name="Kind"><c>workshop</c> unless said otherwise.</param>
/// <param name="TimeZone">IANA name; <c>Asia/Kolkata</c> unless said otherwise.</param>
internal sealed record CreateTenant(
    string? Name, string? OwnerName, string? OwnerEmail, string? OwnerPhone, string? Address, int? Pits, string? Plan, string? Kind, string? TimeZone) : IRequestBody
{
    public FieldCheck Check() => new FieldCheck()
        .Text("name", Name, 100, required: true).Text("owner_name", OwnerName, 100, required: true)
        .Email("owner_email", OwnerEmail, required: true).Phone("owner_phone", OwnerPhone)
        .Text("address", Address, 500).Range("pits", Pits, 0, TenantRules.MaxPits).Text("plan", Plan, 50)
        .OneOf("kind", Kind, TenantRules.Kinds)
        .When(TimeZone is not null && !TenantRules.IsTimeZone(TimeZone), "time_zone", "must be a name such as Asia/Kolkata");
}

/// <summary>What may be changed of a tenant; what is absent stays, and "" empties address and phone.</summary>
internal sealed record ChangeTenant(string? Name, string? Address, string? Phone, string? TimeZone)
{
    public FieldCheck Check() => new FieldCheck()
        .When(this is { Name: null, Address: null, Phone: null, TimeZone: null }, "body", "must name at least one of name, address, phone, time_zone")
        .Text("name", Name, 100).TextOrEmpty("address", Address, 500).PhoneOrEmpty("phone", Phone)
        .When(TimeZone is not null && !TenantRules.IsTimeZone(TimeZone), "time_zone", "must be a name such as Asia/Kolkata");
}

/// <summary>The new tenant with the secrets that are shown this once.</summary>
internal sealed record NewTenantAnswer(int TenantId, int WorkshopId, string Code, OwnerAccount Owner, MqttAccount Mqtt);

/// <summary>The owner's account; the password must be changed at first sign-in.</summary>
internal sealed record OwnerAccount(string Username, string TemporaryPassword);

/// <summary>The account that may touch <c>workshop/{code}/#</c> only.</summary>
internal sealed record MqttAccount(string Username, string Password);

/// <summary>A tenant as the API shows it.</summary>
/// <param name="TenantId">The tenant's number.</param>
/// <param name="WorkshopId">The same number.</param>
/// <param name="Code">Public handle and topic segment.</param>
/// <param name="Kind"><c>workshop</c>, <c>household</c>, <c>company</c> or <c>landlord</c>.</param>
/// <param name="Name">What people call it.</param>
/// <param name="OwnerName">Who runs it.</param>
/// <param name="Email">The owner's address.</param>
/// <param name="Phone">The owner's telephone.</param>
/// <param name="Address">Postal address.</param>
/// <param name="TimeZone">IANA name.</param>
/// <param name="Plan">The plan's code.</param>
/// <param name="Pits">How many pits it was created with.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="Status">Whether the vendor serves it.</param>
/// <param name="StatusReason">Why the status last changed; null when it never did.</param>
/// <param name="StatusChangedAt">When the status last changed; null when it never did.</param>
/// <param name="Users">Accounts of owners and staff; customers are not counted.</param>
internal sealed record TenantAnswer(
    int TenantId, int WorkshopId, string Code, string Kind, string Name, string OwnerName, string? Email, string? Phone, string? Address,
    string TimeZone, string? Plan, int Pits, DateTimeOffset CreatedAt, TenantStatus Status, string? StatusReason, DateTimeOffset? StatusChangedAt, int Users);
