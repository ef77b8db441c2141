package world

import "slices"

// BelongsTo declares that each object of a table belongs to one of another, which owner returns:
// deleting that one deletes the object first. What was declared last is deleted first.
func BelongsTo[C, P Object](children *Table[C], parents *Table[P], owner func(C) P) {
	parents.OnDelete(func(gone P) {
		children.DeleteWhere(func(child C) bool { return owner(child) == gone })
	})
}

// ListedIn declares that the objects of a table list objects of another, in the slice that list
// returns: one that is deleted is taken out.
func ListedIn[C, P Object](listed *Table[P], holders *Table[C], list func(C) *[]P) {
	listed.OnDelete(func(gone P) {
		for _, holder := range holders.all {
			Remove(list(holder), gone)
		}
	})
}

// Remove takes an element out of a list. It leaves the old list as it is, which others may share.
func Remove[T comparable](list *[]T, gone T) {
	if slices.Contains(*list, gone) {
		*list = slices.DeleteFunc(slices.Clone(*list), func(element T) bool { return element == gone })
	}
}

// Add appends the elements to a list that are not in it yet.
func Add[T comparable](list *[]T, more ...T) {
	for _, element := range more {
		if !slices.Contains(*list, element) {
			*list = append(slices.Clip(*list), element)
		}
	}
}

// SameKey reports whether two objects have the same key. An object without a key shares it with none.
func SameKey(a, b string) bool { return a != "" && a == b }
