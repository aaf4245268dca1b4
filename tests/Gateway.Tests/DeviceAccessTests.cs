using Platform.Access;
using Platform.Contracts.DeviceRegistry;
using Platform.Messaging;
using Platform.TestKit;

namespace Platform.Gateway.Tests;

/// <summary>What the replicated shares say.</summary>
public sealed class DeviceAccessTests
{
    private readonly ShiftedTime time = new();
    private readonly ReplicatedView<DeviceAccessKey, DeviceAccessFacts> view = new(a => new(a.DeviceId, a.UserId), a => a.Version);
    private readonly DeviceAccess access;

    public DeviceAccessTests() => access = new DeviceAccess(view, time);

    [Fact]
    public void Share_is_found_by_person_and_by_device_until_it_ends()
    {
        view.Apply(new("d1", 5, 70, "viewer", null, 1));
        view.Apply(new("d1", 5, 71, "controller", null, 1));
        view.Apply(new("d2", 6, 70, "installer", null, 1));
        access.OfUser(70).Select(a => a.DeviceId).ShouldBe(["d1", "d2"], ignoreOrder: true);
        access.OfDevice("d1").Select(a => a.UserId).ShouldBe([70, 71], ignoreOrder: true);
        access.Find(71, "d1")!.Level.ShouldBe("controller");

        view.Apply(new("d1", 5, 70, null, null, 2));
        access.Find(70, "d1").ShouldBeNull();
        access.OfUser(70).ShouldHaveSingleItem().DeviceId.ShouldBe("d2");
        access.OfDevice("d1").ShouldHaveSingleItem().UserId.ShouldBe(71);
    }

    [Fact]
    public void Older_word_changes_nothing()
    {
        view.Apply(new("d1", 5, 70, null, null, 2));
        view.Apply(new("d1", 5, 70, "viewer", null, 1));
        access.OfUser(70).ShouldBeEmpty();
        access.OfDevice("d1").ShouldBeEmpty();
    }

    [Fact]
    public void Guest_access_is_over_when_its_time_is()
    {
        view.Apply(new("d1", 5, 70, "viewer", time.GetUtcNow() + TimeSpan.FromHours(1), 1));
        access.MaySee(70, 5, "d1").ShouldBeTrue();
        time.Advance(TimeSpan.FromHours(1));
        access.MaySee(70, 5, "d1").ShouldBeFalse();
        access.OfUser(70).ShouldBeEmpty();
        access.OfDevice("d1").ShouldBeEmpty();
    }

    [Fact]
    public void Share_counts_for_the_tenant_that_gave_it()
    {
        view.Apply(new("d1", 5, 70, "viewer", null, 1));
        access.MaySee(70, 5, "d1").ShouldBeTrue();
        access.MaySee(70, 6, "d1").ShouldBeFalse();
        access.MaySee(71, 5, "d1").ShouldBeFalse();
        access.MaySee(70, 5, "D1").ShouldBeFalse();
    }

    [Fact]
    public void What_is_known_already_counts_for_who_comes_later()
    {
        view.Apply(new("d1", 5, 70, "viewer", null, 1));
        new DeviceAccess(view, time).OfUser(70).ShouldHaveSingleItem();
    }
}
