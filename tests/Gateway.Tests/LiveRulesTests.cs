using System.Text.Json;
using Platform.Gateway.Live;

namespace Platform.Gateway.Tests;

/// <summary>What waits for a slow socket, and how an event is read.</summary>
public sealed class LiveRulesTests
{
    [Fact]
    public void Values_that_wait_are_the_newest_and_bounded()
    {
        var values = new NewestValues(2);
        values.Put(Event("a", 1)).ShouldBeTrue();
        values.Put(Event("b", 1)).ShouldBeTrue();
        values.Put(Event("a", 2)).ShouldBeFalse();
        values.Count.ShouldBe(2);
        values.Put(Event("c", 1)).ShouldBeFalse();
        values.Count.ShouldBe(2);
        values.Take()!.Key.ShouldBe("b");
        values.Take()!.Key.ShouldBe("c");
        values.Take().ShouldBeNull();
    }

    [Theory]
    [InlineData("5.4.sensor_update", """{"type":"sensor_update","device_id":"d1"}""", "5.4.sensor_update|device_id=d1", 4)]
    [InlineData("5.0.job_status", """{"job_id":7,"status":"done"}""", "5.0.job_status|job_id=7", null)]
    [InlineData("5.4.license_switch", """{"device_id":"d1","switch_id":"s1","status":"suspended"}""", "5.4.license_switch|device_id=d1|switch_id=s1", 4)]
    [InlineData("5.4.sensor_update", "[1]", null, null)]
    [InlineData("5.4.sensor_update", "{", null, null)]
    [InlineData("5.4.sensor_update", "{} {}", null, null)]
    [InlineData("5.4", "{}", null, null)]
    [InlineData("0.4.sensor_update", "{}", null, null)]
    [InlineData("0.0.alert", """{"alert_id":7,"alert_type":"disk_space"}""", "0.0.alert|alert_id=7|alert_type=disk_space", null)]
    [InlineData("-5.4.sensor_update", "{}", null, null)]
    public void Event_is_read_by_its_key_and_what_it_is_about(string key, string body, string? expected, int? pit)
    {
        var read = LiveEvent.Read(key, System.Text.Encoding.UTF8.GetBytes(body));
        read?.Key.ShouldBe(expected);
        read?.PitId.ShouldBe(pit);
        (read is null).ShouldBe(expected is null);
    }

    [Theory]
    [InlineData("5.0.device_state", """{"device_id":"d1"}""", "d1")]
    [InlineData("5.0.license_switch", """{"device_id":"d1"}""", null)]
    [InlineData("5.0.job_status", """{"device_id":"d1"}""", null)]
    [InlineData("5.0.device_state", """{"data":{"device_id":"d1"}}""", null)]
    [InlineData("5.0.device_state", """{"device_id":7}""", null)]
    public void Event_is_shared_with_its_device_only_when_its_kind_tells_of_the_device_itself(string key, string body, string? device) =>
        LiveEvent.Read(key, System.Text.Encoding.UTF8.GetBytes(body))!.SharedDevice.ShouldBe(device);

    [Theory]
    [InlineData("5.4.job_status", """{"job_id":7,"user_id":12}""", true, 12L)]
    [InlineData("5.4.job_status", """{"job_id":7}""", true, null)]
    [InlineData("5.4.job_status", """{"job_id":7,"user_id":"12"}""", true, null)]
    [InlineData("5.4.job_status", """{"data":{"user_id":12}}""", true, null)]
    [InlineData("5.4.sensor_update", """{"device_id":"d1","user_id":12}""", false, null)]
    public void Event_of_a_job_is_its_customers(string key, string body, bool isOfOne, long? customer)
    {
        var read = LiveEvent.Read(key, System.Text.Encoding.UTF8.GetBytes(body))!;
        (read.IsOfOneCustomer, read.CustomerId).ShouldBe((isOfOne, customer));
    }

    [Theory]
    [InlineData("5.0.message", """{"user_id":12,"kind":"job_started"}""", true, 12L)]
    [InlineData("0.0.message", """{"user_id":12}""", true, 12L)]
    [InlineData("5.0.message", """{"kind":"job_started"}""", true, null)]
    [InlineData("5.0.message", """{"user_id":"12"}""", true, null)]
    [InlineData("5.4.job_status", """{"job_id":7,"user_id":12}""", false, null)]
    public void Message_is_its_readers(string key, string body, bool isOfOne, long? person)
    {
        var read = LiveEvent.Read(key, System.Text.Encoding.UTF8.GetBytes(body))!;
        (read.IsOfOnePerson, read.PersonId).ShouldBe((isOfOne, person));
    }

    private static LiveEvent Event(string key, int value) => new(1, 1, key, JsonSerializer.SerializeToUtf8Bytes(value));
}
