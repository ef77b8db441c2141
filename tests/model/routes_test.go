package model

import (
	"fmt"
	"maps"
)

func createCredential(w *world, request object) (reply, string) {
	id := w.add("acs_credential_id", maps.Clone(request))
	return success(object{"acs_credential": w.objects[id]}), id
}

func getCredential(w *world, request object) (reply, string) {
	o := w.find(request, "acs_credential_id")
	if o == nil {
		return refusal(404, "acs_credential_not_found"), ""
	}
	return success(object{"acs_credential": o}), ""
}

func updateCredential(w *world, request object) (reply, string) {
	return w.changeCredential(request, func(o object) { maps.Copy(o, request) })
}

func assign(w *world, request object) (reply, string) {
	return w.changeCredential(request, func(o object) { o["acs_user_id"] = request["acs_user_id"] })
}

// unassign refuses a credential that the user does not hold, such as one that an earlier attempt
// has taken away.
func unassign(w *world, request object) (reply, string) {
	o := w.find(request, "acs_credential_id")
	if o != nil && o["acs_user_id"] != request["acs_user_id"] {
		return refusal(409, "acs_credential_not_assigned"), ""
	}
	return w.changeCredential(request, func(o object) { delete(o, "acs_user_id") })
}

func (w *world) changeCredential(request object, change func(object)) (reply, string) {
	o := w.find(request, "acs_credential_id")
	if o == nil {
		return refusal(404, "acs_credential_not_found"), ""
	}
	change(o)
	return success(object{"acs_credential": o}), o["acs_credential_id"].(string)
}

// remover deletes objects of one kind.
func remover(kind string) route {
	return func(w *world, request object) (reply, string) {
		id, _ := request[kind+"_id"].(string)
		if w.objects[id] == nil {
			return refusal(404, kind+"_not_found"), ""
		}
		delete(w.objects, id)
		return success(nil), id
	}
}

func createCode(w *world, request object) (reply, string) {
	id := w.add("access_code_id", object{"device_id": request["device_id"], "code": request["code"]})
	return success(object{"access_code": w.objects[id], "action_attempt": w.attempt("CREATE_ACCESS_CODE")}), id
}

// createCodes makes one code a device. The journal holds the first of them.
func createCodes(w *world, request object) (reply, string) {
	devices, _ := request["device_ids"].([]any)
	var codes []object
	var first string
	for _, device := range devices {
		id := w.add("access_code_id", object{"device_id": device})
		codes = append(codes, w.objects[id])
		if first == "" {
			first = id
		}
	}
	if first == "" {
		return refusal(400, "invalid_input"), ""
	}
	return success(object{"access_codes": codes}), first
}

func deleteCode(w *world, request object) (reply, string) {
	result, id := remover("access_code")(w, request)
	if id != "" {
		result = success(object{"action_attempt": w.attempt("DELETE_ACCESS_CODE")})
	}
	return result, id
}

func createGrant(w *world, request object) (reply, string) {
	id := w.add("access_grant_id", object{"name": request["name"]})
	return success(object{"access_grant": w.objects[id]}), id
}

func createSession(w *world, request object) (reply, string) {
	id := w.add("client_session_id", object{"user_identifier_key": request["user_identifier_key"]})
	return success(object{"client_session": w.objects[id]}), id
}

func unlock(w *world, request object) (reply, string) {
	if w.find(request, "device_id") == nil {
		return refusal(404, "device_not_found"), ""
	}
	attempt := w.attempt("UNLOCK_DOOR")
	return success(object{"action_attempt": attempt}), attempt["action_attempt_id"].(string)
}

func (w *world) attempt(kind string) object {
	id := w.add("action_attempt_id", object{"action_type": kind, "status": "pending", "error": nil, "result": nil})
	return w.objects[id]
}

func membership(request object) [2]string {
	return [2]string{fmt.Sprint(request["acs_user_id"]), fmt.Sprint(request["acs_access_group_id"])}
}

// addMember and removeMember refuse what is already so: Seam does not document that it accepts it.
func addMember(w *world, request object) (reply, string) {
	key := membership(request)
	if w.members[key] {
		return refusal(409, "acs_user_already_in_access_group"), ""
	}
	w.members[key] = true
	return success(nil), key[0]
}

func removeMember(w *world, request object) (reply, string) {
	key := membership(request)
	if !w.members[key] {
		return refusal(409, "acs_user_not_in_access_group"), ""
	}
	delete(w.members, key)
	return success(nil), key[0]
}

func addDevices(w *world, request object) (reply, string) {
	space, _ := request["space_id"].(string)
	devices, _ := request["device_ids"].([]any)
	for _, device := range devices {
		w.members[[2]string{fmt.Sprint(device), space}] = true
	}
	return success(nil), space
}

func updateDevice(w *world, request object) (reply, string) {
	o := w.find(request, "device_id")
	if o == nil {
		return refusal(404, "device_not_found"), ""
	}
	maps.Copy(o, request)
	return success(nil), o["device_id"].(string)
}
