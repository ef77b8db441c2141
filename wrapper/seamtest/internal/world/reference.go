package world

import "slices"

// BelongsTo declares that each child belongs to a parent, which owner returns. Deleting a parent
// deletes its children first. If several tables have children of one parent, the table that was
// declared last is the first from which they are deleted.
func BelongsTo[C, P Object](children *Table[C], parents *Table[P], owner func(C) P) {
	parents.OnDelete(func(gone P) {
		children.DeleteWhere(func(child C) bool { return owner(child) == gone })
	})
}

// ListedIn declares that each holder has a list of objects of another table. Deleting an object removes
// it from all these lists.
func ListedIn[C, P Object](listed *Table[P], holders *Table[C], list func(C) *[]P) {
	listed.OnDelete(func(gone P) {
		for _, holder := range holders.all {
			Remove(list(holder), gone)
		}
	})
}

// Remove removes an element from a list. It makes a new slice, because others may share the old one.
func Remove[T comparable](list *[]T, gone T) {
	if slices.Contains(*list, gone) {
		*list = slices.DeleteFunc(slices.Clone(*list), func(element T) bool { return element == gone })
	}
}

// Add appends those elements to a list that it does not contain yet.
func Add[T comparable](list *[]T, more ...T) {
	for _, element := range more {
		if !slices.Contains(*list, element) {
			*list = append(slices.Clip(*list), element)
		}
	}
}

// HasID reports whether a list contains the object with an ID. An empty ID, the value of a filter that
// the request leaves out, matches every list.
func HasID[T Object](list []T, id string) bool {
	return id == "" || slices.ContainsFunc(list, func(object T) bool { return object.record().ID == id })
}

// SameKey reports whether two keys are equal and not empty.
func SameKey(a, b string) bool { return a != "" && a == b }
